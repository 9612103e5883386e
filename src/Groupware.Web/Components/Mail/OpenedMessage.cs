using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;

namespace Groupware.Web.Components.Mail;

/// <summary>The message in the pane.</summary>
public sealed class OpenedMessage
{
    private readonly MailTab tab;
    private readonly MailList list;
    private readonly PickedMessages picked;

    // as in the list: the answer to an old wish is dropped
    private int wishes;

    internal OpenedMessage(MailTab tab, MailList list, PickedMessages picked) => (this.tab, this.list, this.picked) = (tab, list, picked);

    /// <summary>The row that is open or was last acted on.</summary>
    public MessageUid? Uid { get; private set; }

    /// <summary>Null while it is read, or when none is open.</summary>
    public ReadMessage? Message { get; private set; }

    /// <summary>Why the message cannot be shown.</summary>
    public string? Problem { get; private set; }

    public bool Waiting { get; private set; }

    /// <summary>Its place in the list; -1 when it is not there.</summary>
    public int Place => Uid is { } uid && list.Window is { } window ? window.IndexOf(uid) : -1;

    /// <summary>Opens a message.</summary>
    public async Task OpenAsync(MessageUid uid)
    {
        if (list.FolderPath is not { } path) return;
        var wish = ++wishes;
        Uid = uid;
        picked.BeginAt(Place);
        Problem = null;
        var reading = MessageReader.ReadAsync(tab.Session, path, uid, tab.Closing);
        try
        {
            if (await tab.IsSlowAsync(reading) && wish == wishes)
            {
                Message = null;
                Waiting = true;
                tab.Say();
            }
            var message = await reading;
            if (wish != wishes) return;
            Message = message;
            Waiting = false;
            if (message is null) Problem = tab.Texts["Pane.Gone"];
            var unread = message is not null && (list.Window?.Known(uid)?.Unread ?? !message.Marks.HasFlag(MessageMarks.Seen));
            Task? marking = unread ? MessageActions.SetReadAsync(tab.Session, path, [uid], read: true, tab.Closing) : null;
            tab.Say();
            tab.Move();
            if (marking is not null) await marking;
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (MailTab.IsStore(lost))
        {
            if (wish != wishes) return;
            Waiting = false;
            if (Message?.Uid != uid)
            {
                Message = null;
                Problem = tab.Texts["Pane.Away"];
            }
            tab.Say();
        }
    }

    /// <summary>Opens the next (1) or previous (-1) message of the list.</summary>
    public Task StepAsync(int by)
    {
        if (list.Window is not { Total: > 0 } window) return Task.CompletedTask;
        var place = Math.Clamp(Place + by, 0, window.Total - 1);
        return OpenAsync(window.At(place));
    }

    /// <summary>Says which message will be read.</summary>
    internal void Expect(MessageUid? uid)
    {
        Uid = uid;
        Waiting = uid is not null;
    }

    internal void Close()
    {
        wishes++;
        Uid = null;
        Message = null;
        Problem = null;
        Waiting = false;
    }
}
