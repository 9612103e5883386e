using System.Security.Cryptography;
using Groupware.People;
using Groupware.Storage;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Mailboxes;

/// <summary>
/// The few IMAP connections of one account. Whoever needs one waits for its turn, so that nobody is ever told "busy". A broken one is
/// replaced and the command sent again, once, when it may be; while the store is away every call fails at once and one task tries again
/// after 1, 2, 4, ... 60 s, shortened or stretched by a fifth so that many accounts do not come back in the same instant.
/// </summary>
internal sealed class ImapPool : IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastDelay = TimeSpan.FromSeconds(60);

    private readonly SignedInPerson person;
    private readonly MailOptions options;
    private readonly IMailCredentials credentials;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Action connectionChanged;
    private readonly SemaphoreSlim places;
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly List<ImapLease> idle = [];
    private MailboxConnection state = new(true, MailStoreFault.None, null);
    private int failures;
    private bool retrying;

    public ImapPool(SignedInPerson person, MailOptions options, IMailCredentials credentials, TimeProvider clock, ILogger logger, Action connectionChanged)
    {
        this.person = person;
        this.options = options;
        this.credentials = credentials;
        this.clock = clock;
        this.logger = logger;
        this.connectionChanged = connectionChanged;
        places = new SemaphoreSlim(Math.Max(1, options.ConnectionsPerAccount));
    }

    public MailboxConnection State
    {
        get { lock (gate) return state; }
    }

    public ServerCapabilities? Capabilities { get; private set; }

    /// <summary>Lends a connection to the work.</summary>
    /// <param name="folder">A connection that has this folder open is preferred; null when none is needed.</param>
    /// <param name="again">The work may be done a second time when the connection broke under it.</param>
    /// <param name="work">Must not keep the client.</param>
    /// <param name="cancel">Cancelling in the middle of a command costs the connection.</param>
    public async Task<T> RunAsync<T>(string? folder, bool again, Func<ImapLease, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            for (var second = false; ; second = true)
            {
                var lease = await TakeAsync(folder, second, cancel);
                var keep = false;
                try
                {
                    var result = await work(lease, cancel);
                    keep = true;
                    return result;
                }
                catch (OperationCanceledException) when (cancel.IsCancellationRequested)
                {
                    throw;
                }
                catch (ImapCommandException refused)
                {
                    keep = true;
                    throw new MailStoreRefusedException(refused.ResponseText ?? refused.Message, refused);
                }
                catch (MailKit.FolderNotFoundException gone)
                {
                    keep = true;
                    throw new MailStoreRefusedException(gone.Message, gone);
                }
                catch (Exception cause) when (ImapDoor.FaultOf(cause) is var fault and not MailStoreFault.None)
                {
                    if (!second && again && lease.Used) continue;
                    Lost(fault, cause);
                    throw new MailStoreUnavailableException(fault, cause);
                }
                finally
                {
                    keep = keep && lease.Client is { IsConnected: true, IsAuthenticated: true };
                    if (keep) Return(lease);
                    else await CloseAsync(lease.Client);
                }
            }
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>The next call connects, whatever the waiting time says.</summary>
    public void TryNow()
    {
        lock (gate)
        {
            if (!state.Online) state = state with { NextTry = clock.GetCurrentInstant() };
        }
    }

    /// <summary>Closes connections that nobody used for the given time; one is kept when asked.</summary>
    public async Task TrimAsync(Duration unusedFor, bool keepOne)
    {
        List<ImapLease> old;
        var now = clock.GetCurrentInstant();
        lock (gate)
        {
            old = [.. idle.Where(l => now - l.LastUsed >= unusedFor).OrderByDescending(l => l.LastUsed).Skip(keepOne && idle.Count > 0 ? 1 : 0)];
            foreach (var lease in old) idle.Remove(lease);
        }
        foreach (var lease in old) await CloseAsync(lease.Client);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await TrimAsync(Duration.Zero, keepOne: false);
        closing.Dispose();
    }

    private async Task<ImapLease> TakeAsync(string? folder, bool fresh, CancellationToken cancel)
    {
        var stale = new List<ImapLease>();
        ImapLease? found = null;
        lock (gate)
        {
            if (fresh)
            {
                // one connection was found broken: those that lay idle beside it broke with it
                stale.AddRange(idle);
                idle.Clear();
            }
            else if (idle.Count > 0)
            {
                found = (folder is null ? idle.Find(l => l.OpenFolder is null) : idle.Find(l => l.OpenFolder == folder)) ?? idle[^1];
                idle.Remove(found);
            }
            if (found is null && !state.Online && state.NextTry > clock.GetCurrentInstant()) throw new MailStoreUnavailableException(state.Fault, null);
        }
        foreach (var lease in stale) await CloseAsync(lease.Client);
        if (found is null) return await ConnectAsync(cancel);
        found.Used = true;
        return found;
    }

    private async Task<ImapLease> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            var credential = await CredentialAsync(cancel) ?? throw new MailStoreUnavailableException(MailStoreFault.SignInRefused, null);
            var client = await ImapDoor.OpenAsync(options.Imap, credential, cancel);
            Capabilities = ServerCapabilities.Of(client.Capabilities);
            Found();
            return new ImapLease(client) { LastUsed = clock.GetCurrentInstant() };
        }
        catch (MailStoreUnavailableException lost)
        {
            Lost(lost.Fault, lost.InnerException);
            throw;
        }
    }

    // without the database nobody can be signed in at the store: to the pages the same as a store that is away
    private async Task<MailCredential?> CredentialAsync(CancellationToken cancel)
    {
        try
        {
            return await credentials.ForAsync(person.Id, cancel);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            throw new MailStoreUnavailableException(MailStoreFault.Unreachable, cause);
        }
    }

    private void Return(ImapLease lease)
    {
        lock (gate)
        {
            if (!closing.IsCancellationRequested)
            {
                lease.LastUsed = clock.GetCurrentInstant();
                idle.Add(lease);
                return;
            }
        }
        lease.Client.Dispose();
    }

    private void Found()
    {
        bool was;
        lock (gate)
        {
            was = state.Online;
            failures = 0;
            state = new MailboxConnection(true, MailStoreFault.None, null);
        }
        if (was) return;
        logger.StoreBack(person.Id.Value);
        connectionChanged();
    }

    private void Lost(MailStoreFault fault, Exception? cause)
    {
        TimeSpan delay;
        bool start;
        lock (gate)
        {
            var doubled = FirstDelay * Math.Pow(2, Math.Min(failures, 6));
            delay = (doubled < LastDelay ? doubled : LastDelay) * (RandomNumberGenerator.GetInt32(80, 121) / 100d);
            failures++;
            state = new MailboxConnection(false, fault, clock.GetCurrentInstant() + Duration.FromTimeSpan(delay));
            start = !retrying && !closing.IsCancellationRequested;
            retrying |= start;
        }
        logger.StoreLost(cause, person.Id.Value, fault, delay);
        connectionChanged();
        if (start) _ = RetryAsync();
    }

    private async Task RetryAsync()
    {
        try
        {
            while (!closing.IsCancellationRequested)
            {
                Duration wait;
                lock (gate)
                {
                    if (state.Online) return;
                    wait = (state.NextTry ?? Instant.MinValue) - clock.GetCurrentInstant();
                }
                if (wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan(), clock, closing.Token);
                try
                {
                    // a turn like any other, so that the limit of connections holds
                    await RunAsync(null, again: false, (_, _) => Task.FromResult(true), closing.Token);
                    return;
                }
                catch (MailStoreUnavailableException)
                {
                    // Lost() has set the next try
                }
            }
        }
        catch (OperationCanceledException)
        {
            // closing
        }
        finally
        {
            lock (gate) retrying = false;
        }
    }

    private async Task CloseAsync(ImapClient client)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            if (client.IsConnected) await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception cause) when (ImapDoor.FaultOf(cause) != MailStoreFault.None || cause is InvalidOperationException)
        {
            logger.CloseFailed(cause, person.Id.Value);
        }
        finally
        {
            client.Dispose();
        }
    }
}
