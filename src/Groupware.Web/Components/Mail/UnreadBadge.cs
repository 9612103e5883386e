using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Layout;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Mail;

/// <summary>Keeps the number of unread messages on the rail true whichever page is open. Costs one LIST with STATUS a mailbox, read once for all its tabs.</summary>
public sealed class UnreadBadge : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private MailboxSession? session;
    private IDisposable? subscription;

    [Inject] private MailboxSessions Mailboxes { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private Badges Badges { get; set; } = null!;

    protected override void OnInitialized()
    {
        session = Mailboxes.For(Current.Person);
        Show();
        if (RendererInfo.IsInteractive) subscription = session.Subscribe(OnChange);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnChange(MailboxChange change)
    {
        if (change.Kind != MailboxChangeKind.Previews) _ = InvokeAsync(ReadAsync);
    }

    private async Task ReadAsync()
    {
        if (session is not { } mailbox || closing.IsCancellationRequested) return;
        try
        {
            if (mailbox.Folders is null) await mailbox.FoldersAsync(closing.Token);
        }
        catch (Exception e) when (MailTab.IsStore(e) || e is OperationCanceledException)
        {
            return;   // no number is known; the change of the connection brings us here again
        }

        Show();
    }

    private void Show()
    {
        if (session?.Special(SpecialUse.Inbox) is { } inbox) Badges.SetUnreadMail(inbox.Unread);
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
        subscription?.Dispose();
    }
}
