using Groupware.People;
using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging;

namespace Groupware.Mail.Mailboxes;

/// <summary>
/// Finds out by itself what changed while somebody looks: compares the counts of all folders now and then (a notice of the mail host may
/// be lost), and, where the host sends no notices, waits in IDLE on the inbox (RFC 2177).
/// </summary>
internal sealed class MailboxWatcher : IAsyncDisposable
{
    // IDLE must be renewed before the 30 minutes after which a server may hang up (RFC 2177, section 3)
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan CompareWithNotices = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan CompareWithout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly MailboxSession session;
    private readonly MailOptions options;
    private readonly IMailCredentials credentials;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim now = new(0);
    private Task running = Task.CompletedTask;

    public MailboxWatcher(MailboxSession session, MailOptions options, IMailCredentials credentials, TimeProvider clock, ILogger logger)
    {
        this.session = session;
        this.options = options;
        this.credentials = credentials;
        this.clock = clock;
        this.logger = logger;
    }

    public void Start() => running = options.HostSendsNotices ? CompareAsync(CompareWithNotices) : Task.WhenAll(CompareAsync(CompareWithout), IdleAsync());

    /// <summary>Compares at once.</summary>
    public void Reconcile()
    {
        if (now.CurrentCount == 0) now.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running;
        now.Dispose();
        closing.Dispose();
    }

    private async Task CompareAsync(TimeSpan every)
    {
        using var timer = clock.CreateTimer(_ => Reconcile(), null, every, every);
        try
        {
            while (true)
            {
                await now.WaitAsync(closing.Token);
                try
                {
                    await session.ReconcileAsync(closing.Token);
                }
                catch (Exception lost) when (!closing.IsCancellationRequested)
                {
                    // the store, the database behind the credentials, whatever it was: the next round asks again, and nobody awaits this one
                    logger.WatchFailed(lost, session.Person.Id.Value);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // closing
        }
    }

    private async Task IdleAsync()
    {
        await Task.Yield();
        try
        {
            while (!closing.IsCancellationRequested)
            {
                try
                {
                    var credential = await credentials.ForAsync(session.Person.Id, closing.Token);
                    if (credential is not null)
                    {
                        using var client = await ImapDoor.OpenAsync(options.Imap, credential, closing.Token);
                        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle)) return;
                        await WaitAsync(client);
                    }
                }
                catch (Exception lost) when (!closing.IsCancellationRequested)
                {
                    logger.WatchFailed(lost, session.Person.Id.Value);
                }
                await Task.Delay(AfterFailure, clock, closing.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // closing
        }
    }

    private async Task WaitAsync(ImapClient client)
    {
        var inbox = client.Inbox ?? throw new ServiceNotConnectedException();
        await inbox.OpenAsync(FolderAccess.ReadOnly, closing.Token);
        inbox.CountChanged += (_, _) => session.Changed(inbox.FullName);
        inbox.MessageFlagsChanged += (_, _) => session.Changed(inbox.FullName);
        inbox.MessageExpunged += (_, _) => session.Changed(inbox.FullName);
        while (client.IsConnected)
        {
            using var done = new CancellationTokenSource(IdleFor, clock);
            await client.IdleAsync(done.Token, closing.Token);
        }
    }
}
