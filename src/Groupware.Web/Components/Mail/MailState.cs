using Groupware.Mail;
using Groupware.Mail.Labels;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Mail.Labels;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail;

/// <summary>
/// What one tab shows of a mailbox, and what goes through all parts of it: going to a folder, searching, a change of the mailbox. The
/// parts are the list, what is ticked, the message that is open, what can be done to messages, and their labels. All calls come through the tab's
/// dispatcher.
/// </summary>
public sealed class MailState : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly MailTab tab;

    public MailState(MailboxSessions sessions, PersonLabels labels, CurrentPerson current, Toasts toasts, TimeProvider clock, IStringLocalizer<MailTexts> texts, IStringLocalizer<LabelTexts> labelTexts)
    {
        tab = new MailTab(sessions.For(current.Person), clock, texts, () => Changed?.Invoke(), () => Moved?.Invoke(), closing.Token);
        List = new MailList(tab);
        Picked = new PickedMessages(tab, List);
        Opened = new OpenedMessage(tab, List, Picked);
        Acts = new MailActs(tab, List, Picked, Opened, toasts);
        Labels = new MailLabels(tab, List, Opened, Acts, labels, toasts, labelTexts);
    }

    /// <summary>Something is to be drawn again.</summary>
    public event Action? Changed;

    /// <summary>A message or folder came to the front: the address should say so.</summary>
    public event Action? Moved;

    public MailboxSession Session => tab.Session;

    /// <summary>Null until the tree was read.</summary>
    public IReadOnlyList<Folder>? Folders => Session.Folders;

    /// <summary>The list on the screen.</summary>
    public MailList List { get; }

    /// <summary>What is ticked in it.</summary>
    public PickedMessages Picked { get; }

    /// <summary>The message in the pane.</summary>
    public OpenedMessage Opened { get; }

    /// <summary>What is done to messages.</summary>
    public MailActs Acts { get; }

    /// <summary>The person's labels, and putting them on messages.</summary>
    public MailLabels Labels { get; }

    /// <summary>Shows a folder, and a message of it.</summary>
    public async Task GoAsync(string? slug, MessageUid? message)
    {
        try
        {
            var folders = await Session.FoldersAsync(closing.Token);
            var folder = FolderSlug.Find(folders, slug) ?? FolderSlug.Find(folders, null) ?? folders.FirstOrDefault(f => f.CanHoldMessages);
            if (folder is null)
            {
                List.Fail(tab.Texts["List.NoFolder"], keepFirst: false);
                return;
            }
            if (folder.Path != List.FolderPath) await OpenFolderAsync(folder.Path);
            if (message is { } uid && Opened.Uid != uid) await Opened.OpenAsync(uid);
            else if (message is null && Opened.Uid is not null) Opened.Close();
        }
        catch (MailStoreUnavailableException)
        {
            List.Fail(tab.Texts["List.Away"], keepFirst: true);
        }
    }

    /// <summary>Shows what is known of a folder, for the first picture of a page: nothing is asked for.</summary>
    public void ShowKnown(string? slug, MessageUid? message)
    {
        if (List.ShowKnown(slug)) Opened.Expect(message);
    }

    /// <summary>Shows a folder's list.</summary>
    public async Task OpenFolderAsync(string path)
    {
        List.Choose(path);
        Opened.Close();
        Picked.Clear();
        await List.StartAsync();
        tab.Move();
    }

    /// <summary>Searches the open folder; an empty text shows all of it again.</summary>
    public Task SearchAsync(string text)
    {
        if (!List.Seek(text, Labels.KeywordOf)) return Task.CompletedTask;
        Picked.Clear();
        return List.StartAsync();
    }

    /// <summary>Back to the list.</summary>
    public void Close()
    {
        if (Picked.Uids.Count > 0) Picked.Clear();
        else Opened.Close();
        tab.Say();
        tab.Move();
    }

    /// <summary>Takes a change of the mailbox.</summary>
    public async Task TakeAsync(MailboxChange change)
    {
        switch (change.Kind)
        {
            case MailboxChangeKind.Messages when change.Folder == List.FolderPath:
                await List.RefreshAsync();
                break;
            case MailboxChangeKind.Connection when Session.Connection.Online && List.FolderPath is null:
                await GoAsync(null, null);
                break;
            case MailboxChangeKind.Connection when Session.Connection.Online:
                if (List.Problem is not null || List.Window is null) await List.ReloadAsync();
                if (Opened is { Problem: not null, Uid: { } uid }) await Opened.OpenAsync(uid);
                break;
            case MailboxChangeKind.Folders when List.FolderPath is { } path && Session.Find(path) is null:
                await GoAsync(null, null);
                break;
        }
        tab.Say();
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }
}
