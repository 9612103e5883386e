using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Groupware.Mail.Lists;
using Groupware.Mail.Reading;
using Groupware.People;
using Groupware.Storage.Changes;
using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging;
using MimeKit;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Mailboxes;

/// <summary>
/// One account's mailbox, shared by all its tabs: connections, folders, what is known of looked-at lists, and who wants to hear of
/// changes. What is known is bounded and may be thrown away at any time.
/// </summary>
public sealed class MailboxSession : IAsyncDisposable
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(15);

    private readonly MailOptions options;
    private readonly IMailCredentials credentials;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ImapPool pool;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<string> dirty = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim listing = new(1);
    private ImmutableArray<Subscription> subscriptions = [];
    private IReadOnlyList<Folder>? folders;
    private Instant used;
    private Task? refreshing;
    private MailboxWatcher? watcher;

    internal MailboxSession(SignedInPerson person, MailOptions options, IMailCredentials credentials, TimeProvider clock, ILogger logger)
    {
        Person = person;
        this.options = options;
        this.credentials = credentials;
        this.clock = clock;
        this.logger = logger;
        used = clock.GetCurrentInstant();
        pool = new ImapPool(person, options, credentials, clock, logger, ConnectionChanged);
    }

    /// <summary>Whose mailbox it is.</summary>
    public SignedInPerson Person { get; }

    /// <summary>How the connection stands.</summary>
    public MailboxConnection Connection => pool.State;

    /// <summary>What the store can; null before the first command.</summary>
    public ServerCapabilities? Capabilities => pool.Capabilities;

    /// <summary>The tree as last known; null before it was read once.</summary>
    public IReadOnlyList<Folder>? Folders
    {
        get { lock (gate) return folders; }
    }

    /// <summary>What is known of the lists that were looked at.</summary>
    internal ConcurrentDictionary<string, FolderIndex> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>The last few messages that were read.</summary>
    internal ReadMessageCache Read { get; } = new();

    /// <summary>Cancelled when the session ends: for work that no page waits for.</summary>
    internal CancellationToken Closing => closing.Token;

    /// <summary>The folder for a use; null when the account has none, or before the tree was read.</summary>
    public Folder? Special(SpecialUse use) => Folders?.FirstOrDefault(f => f.Use == use);

    /// <summary>A folder by its path, as last known.</summary>
    public Folder? Find(string path) => Folders?.FirstOrDefault(f => f.Path == path);

    /// <summary>The tree: read once, then kept up to date by the change feed.</summary>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    public async Task<IReadOnlyList<Folder>> FoldersAsync(CancellationToken cancel) => Folders ?? await ReadFoldersAsync(known: null, cancel);

    /// <summary>Reads the tree anew, whatever is known.</summary>
    public Task<IReadOnlyList<Folder>> ReloadFoldersAsync(CancellationToken cancel) => ReadFoldersAsync(Folders, cancel);

    /// <summary>Listens to changes until the answer is disposed. The handler runs on the feed's thread, with the culture of the subscriber: it must only enqueue.</summary>
    public IDisposable Subscribe(Action<MailboxChange> handler)
    {
        var subscription = new Subscription(this, SubscriberContext.Bind(handler));
        ImmutableInterlocked.Update(ref subscriptions, static (all, added) => all.Add(added), subscription);
        Touch();
        StartWatching();
        return subscription;
    }

    /// <summary>Stores a message.</summary>
    /// <param name="folder">Path.</param>
    /// <param name="message">Written as it is.</param>
    /// <param name="flags">For example \Seen and \Draft.</param>
    /// <param name="received">INTERNALDATE; null is now.</param>
    /// <param name="cancel">Cancelling leaves open whether it was stored.</param>
    /// <returns>Where it is; null when the store does not say (no UIDPLUS).</returns>
    public async Task<MessageUid?> AppendAsync(string folder, MimeMessage message, MessageFlags flags, DateTimeOffset? received, CancellationToken cancel)
    {
        var stored = await RunAsync<MessageUid?>(folder: null, again: false, async (lease, token) =>
        {
            var target = await lease.Client.GetFolderAsync(folder, token);
            var uid = received is { } date ? await target.AppendAsync(message, flags, date, token) : await target.AppendAsync(message, flags, token);
            return uid is { } known ? new MessageUid(known.Validity, known.Id) : null;
        }, cancel);
        Changed(folder);
        return stored;
    }

    /// <summary>Something changed in the folder: its counts are read again and every tab is told.</summary>
    public void Changed(string folder)
    {
        dirty.Writer.TryWrite(folder);
        StartRefreshing();
    }

    /// <summary>Tries the store at once, whatever the waiting time says.</summary>
    /// <exception cref="MailStoreUnavailableException">It is still away.</exception>
    public Task ProbeAsync(CancellationToken cancel)
    {
        pool.TryNow();
        return RunAsync((client, token) => NoOpAsync(client, token), cancel);

        static async Task<bool> NoOpAsync(ImapClient client, CancellationToken cancel)
        {
            await client.NoOpAsync(cancel);
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested) return;
        await closing.CancelAsync();
        if (watcher is not null) await watcher.DisposeAsync();
        await pool.DisposeAsync();
    }

    internal Task<T> RunAsync<T>(Func<ImapClient, CancellationToken, Task<T>> work, CancellationToken cancel) => RunAsync(null, true, (lease, token) => work(lease.Client, token), cancel);

    internal Task<T> RunAsync<T>(string? folder, bool again, Func<ImapLease, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        Touch();
        return pool.RunAsync(folder, again, work, cancel);
    }

    /// <summary>Work in a selected folder; done again once when the connection turned out to be dead.</summary>
    internal Task<T> InFolderAsync<T>(string folder, Func<IMailFolder, CancellationToken, Task<T>> work, CancellationToken cancel) =>
        RunAsync(folder, true, async (lease, token) => await work(await lease.OpenAsync(folder, token), token), cancel);

    internal void Touch()
    {
        lock (gate) used = clock.GetCurrentInstant();
    }

    internal bool IsUnused(Duration since)
    {
        lock (gate) return subscriptions.IsEmpty && clock.GetCurrentInstant() - used > since;
    }

    internal Task TidyAsync() => pool.TrimAsync(Duration.FromMinutes(1), keepOne: !subscriptions.IsEmpty);

    internal void Take(IReadOnlyList<MailboxNotice> notices)
    {
        foreach (var notice in notices)
        {
            // the tree itself: an empty path stands for it
            var aboutFolder = notice.Event is MailboxEvent.MailboxCreate or MailboxEvent.MailboxDelete or MailboxEvent.MailboxRename;
            dirty.Writer.TryWrite(aboutFolder ? "" : notice.Folder);
        }
        StartRefreshing();
    }

    internal void Publish(MailboxChange change)
    {
        foreach (var subscription in subscriptions) subscription.Handler(change);
    }

    /// <summary>Asks the store for the folder's numbers. True when they are others than those known.</summary>
    internal async Task<FolderState> StateAsync(string path, CancellationToken cancel)
    {
        var (state, count, unread) = await RunAsync<(FolderState, int, int)>(null, true, async (lease, token) =>
        {
            var folder = await lease.Client.GetFolderAsync(path, token);

            // STATUS of the selected folder is what this connection has seen of it (Dovecot): let it look first
            if (folder.IsOpen) await lease.Client.NoOpAsync(token);
            await folder.StatusAsync(FolderListing.StatusOf(pool.Capabilities!), token);
            return (FolderListing.StateOf(folder), folder.Count, folder.Unread);
        }, cancel);
        lock (gate) folders = folders?.Select(f => f.Path == path ? f with { State = state, Count = count, Unread = unread } : f).ToList();
        return state;
    }

    private async Task<IReadOnlyList<Folder>> ReadFoldersAsync(IReadOnlyList<Folder>? known, CancellationToken cancel)
    {
        await listing.WaitAsync(cancel);
        try
        {
            // another tab may have read it while this one waited
            if (Folders is { } now && !ReferenceEquals(now, known)) return now;
            var read = await RunAsync(FolderListing.ReadAsync, cancel);
            lock (gate) folders = read;
            return read;
        }
        finally
        {
            listing.Release();
        }
    }

    private void StartRefreshing()
    {
        lock (gate)
        {
            if (closing.IsCancellationRequested) return;
            refreshing ??= Task.Run(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            while (await dirty.Reader.WaitToReadAsync(closing.Token))
            {
                await Task.Delay(Gather, clock, closing.Token);
                var paths = new HashSet<string>(StringComparer.Ordinal);
                while (dirty.Reader.TryRead(out var path)) paths.Add(path);
                try
                {
                    if (paths.Remove(""))
                    {
                        await ReloadFoldersAsync(closing.Token);
                        Publish(new MailboxChange(MailboxChangeKind.Folders, ""));
                    }
                    foreach (var path in paths)
                    {
                        var before = Find(path);
                        var now = await StateAsync(path, closing.Token);
                        if (before is null || before.State != now || before.Unread != Find(path)?.Unread || now.ModSeq == 0) Publish(new MailboxChange(MailboxChangeKind.Messages, path));
                    }
                }
                catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
                {
                    logger.WatchFailed(lost, Person.Id.Value);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // closing
        }
    }

    private void StartWatching()
    {
        lock (gate)
        {
            if (watcher is not null || closing.IsCancellationRequested) return;
            watcher = new MailboxWatcher(this, options, credentials, clock, logger);
        }
        watcher.Start();
    }

    /// <summary>Compares the whole tree with what is known and tells of each folder that moved.</summary>
    internal async Task ReconcileAsync(CancellationToken cancel)
    {
        if (Folders is not { } before) return;
        var now = await ReloadFoldersAsync(cancel);
        var known = before.ToDictionary(f => f.Path, StringComparer.Ordinal);
        if (!before.Select(f => f.Path).SequenceEqual(now.Select(f => f.Path), StringComparer.Ordinal)) Publish(new MailboxChange(MailboxChangeKind.Folders, ""));
        foreach (var folder in now)
        {
            if (!known.TryGetValue(folder.Path, out var old) || old.State != folder.State || old.Unread != folder.Unread) Publish(new MailboxChange(MailboxChangeKind.Messages, folder.Path));
        }
    }

    private void ConnectionChanged()
    {
        Publish(new MailboxChange(MailboxChangeKind.Connection, ""));
        // what happened while it was away is found out at once
        if (Connection.Online) watcher?.Reconcile();
    }

    private sealed class Subscription(MailboxSession session, Action<MailboxChange> handler) : IDisposable
    {
        public Action<MailboxChange> Handler { get; } = handler;

        public void Dispose()
        {
            ImmutableInterlocked.Update(ref session.subscriptions, static (all, gone) => all.Remove(gone), this);
            session.Touch();
        }
    }
}
