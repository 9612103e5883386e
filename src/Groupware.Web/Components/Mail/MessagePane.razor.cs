using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Mail.Parts;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Groupware.Web.Components.Mail;

/// <summary>The reading pane.</summary>
public sealed partial class MessagePane
{
    private ReadMessage? shown;
    private bool pictures;

    [Parameter, EditorRequired] public required MailState State { get; set; }

    [Inject] private ComposeWindows Compose { get; set; } = null!;

    [Inject] private PartTokens Tokens { get; set; } = null!;

    [Inject] private CleanedBodies Bodies { get; set; } = null!;

    [Inject] private Appearance Look { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private string BodyAddress { get; set; } = "";

    private int Blocked { get; set; }

    private bool OwnLook { get; set; }

    private MessageListItem? Row => State.Opened.Uid is { } uid ? State.List.Window?.Known(uid) : null;

    private bool Flagged => Row?.Flagged ?? State.Opened.Message?.Marks.HasFlag(MessageMarks.Flagged) ?? false;

    private bool InJunk => State.List.Folder?.Use == SpecialUse.Junk;

    private string JunkText => Texts[InJunk ? "NotJunk" : "Junk"];

    private string PickedText
    {
        get
        {
            long size = 0;
            var unread = 0;
            var known = 0;
            foreach (var uid in State.Picked.Uids)
            {
                if (State.List.Window?.Known(uid) is not { } item) continue;
                known++;
                size += item.Size;
                if (item.Unread) unread++;
            }
            return known < State.Picked.Uids.Count ? Texts["Pane.PickedUndo"] : Texts["Pane.PickedText", Format.Size(size), Format.Number(unread)];
        }
    }

    /// <summary>The address of the frame is made once a message: another one would load it anew.</summary>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shown, State.Opened.Message)) return;
        shown = State.Opened.Message;
        pictures = false;
        Address();
    }

    private void ShowPictures()
    {
        pictures = true;
        Address();
    }

    private void Address()
    {
        if (shown is not { UntrustedHtml: not null }) return;
        BodyAddress = Tokens.BodyAddress(State.Session.Person.Id, shown.Folder, shown.Uid, pictures, Look.Theme);
        var cleaned = Bodies.Of(State.Session, shown, pictures);
        Blocked = cleaned.BlockedPictures;
        OwnLook = BodyPage.HasOwnLook(cleaned.Html);
    }

    private async Task PrintAsync() => await Js.InvokeVoidAsync("print");
}
