using System.Collections.Concurrent;
using System.Security.Cryptography;
using Groupware.Storage;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.People;

/// <summary>Sign-ins of browsers: begun, checked with every request, ended on the server.</summary>
public sealed class WebSessions
{
    private static readonly Duration Short = Duration.FromHours(12);
    private static readonly Duration Long = Duration.FromDays(30);
    private static readonly Duration CheckedFor = Duration.FromSeconds(10);
    private static readonly Duration Touch = Duration.FromMinutes(5);

    private readonly DirectoryMemory memory;
    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly IDatabaseWrites writes;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    internal WebSessions(DirectoryMemory memory, IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, TimeProvider time)
    {
        this.memory = memory;
        this.contexts = contexts;
        this.writes = writes;
        this.time = time;
    }

    /// <summary>A session ended in this process (its id). Handlers only enqueue.</summary>
    public event Action<string>? Ended;

    /// <summary>Begins a session of a person who was just let in.</summary>
    /// <param name="person">Who.</param>
    /// <param name="remember">30 days instead of 12 hours since the last request.</param>
    /// <param name="browser">User-Agent.</param>
    /// <param name="remoteAddress">Where from.</param>
    /// <param name="mailSecret">Name and password to seal, with an external mail host only.</param>
    /// <param name="cancel">The browser went away.</param>
    public async Task<BegunSession> BeginAsync(PersonId person, bool remember, string browser, string remoteAddress, (string UserName, string Password)? mailSecret, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var generation = (await memory.CurrentAsync(cancel)).Persons[person].SecretGeneration;
        var now = Now();
        (byte[] Sealed, byte[] Key)? secret = mailSecret is { } s ? SealedMailSecret.Seal(person.Value, id, s.UserName, s.Password) : null;
        var row = new WebSession
        {
            Id = id,
            PersonId = person,
            SecretGeneration = generation,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + (remember ? Long : Short),
            Browser = browser.Length > 200 ? browser[..200] : browser,
            RemoteAddress = remoteAddress,
            SealedMailSecret = secret?.Sealed,
        };
        await writes.RunAsync(
            async (db, token) =>
            {
                await db.WebSessions.Where(x => x.ExpiresAt < now).ExecuteDeleteAsync(token);
                db.Add(row);
                await db.SaveChangesAsync(token);
                await db.Persons.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastSeenAt, now), token);
            },
            cancel);
        foreach (var old in known.Where(k => k.Value.Row.ExpiresAt < now)) known.TryRemove(old);
        known[id] = new Known(row, now) { MailKey = secret?.Key };
        return new BegunSession(id, row.ExpiresAt, secret?.Key);
    }

    /// <summary>
    /// The person of a session that is good: not ended, not run out, the account open, the password the same as at sign-in. Null otherwise.
    /// From memory, and from the database every ten seconds (another node may have ended it). Counts as use: the session lasts longer.
    /// </summary>
    public ValueTask<PersonView?> CheckAsync(string id, byte[]? mailKey, CancellationToken cancel) => CheckAsync(id, mailKey, used: true, cancel);

    /// <summary>The same for who only watches the session, as an open tab does; it lasts longer only if somebody <paramref name="used"/> it since.</summary>
    public ValueTask<PersonView?> WatchAsync(string id, bool used, CancellationToken cancel) => CheckAsync(id, null, used, cancel);

    /// <summary>Ends a session on the server: its cookie is worth nothing from now on, its open pages end.</summary>
    public async Task EndAsync(string id, CancellationToken cancel)
    {
        await writes.RunAsync((db, token) => db.WebSessions.Where(s => s.Id == id).ExecuteDeleteAsync(token), cancel);
        Drop(id);
    }

    /// <summary>Ends all sessions of a person but one.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="exceptId">The session that asks; null ends every one.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task EndAllAsync(PersonId person, string? exceptId, CancellationToken cancel)
    {
        var ids = await writes.RunAsync(
            async (db, token) =>
            {
                var gone = await db.WebSessions.AsNoTracking().Where(s => s.PersonId == person && s.Id != exceptId).Select(s => s.Id).ToListAsync(token);
                await db.WebSessions.Where(s => s.PersonId == person && s.Id != exceptId).ExecuteDeleteAsync(token);
                return gone;
            },
            cancel);
        foreach (var id in ids) Drop(id);
    }

    /// <summary>The person's browsers, last seen first.</summary>
    public async Task<IReadOnlyList<WebSessionView>> ListAsync(PersonId person, CancellationToken cancel)
    {
        var now = Now();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.WebSessions.AsNoTracking().Where(s => s.PersonId == person && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt)
            .Select(s => new WebSessionView(s.Id, s.Browser, s.RemoteAddress, s.CreatedAt, s.LastSeenAt)).ToListAsync(cancel);
    }

    /// <summary>Name and password of the external mail host, from any session of the person that this process has seen; null when there is none.</summary>
    internal async Task<(string UserName, string Password)?> MailSecretAsync(PersonId person, CancellationToken cancel)
    {
        foreach (var (id, session) in known.Where(k => k.Value.Row.PersonId == person && k.Value.MailKey is not null).OrderByDescending(k => k.Value.Row.CreatedAt))
        {
            if (await WatchAsync(id, used: false, cancel) is null || session.Row.SealedMailSecret is not { } blob) continue;
            if (SealedMailSecret.TryOpen(person.Value, id, blob, session.MailKey, out var userName, out var password)) return (userName, password);
        }

        return null;
    }

    private async ValueTask<PersonView?> CheckAsync(string id, byte[]? mailKey, bool used, CancellationToken cancel)
    {
        var now = Now();
        // a raised generation: another password, unless the session is the one in which it was changed; its row tells
        var fresh = known.TryGetValue(id, out var session) && now - session.CheckedAt <= CheckedFor
            && memory.Known.Persons.GetValueOrDefault(session.Row.PersonId)?.SecretGeneration == session.Row.SecretGeneration;
        if (session is null || !fresh)
        {
            var row = await RowAsync(id, cancel);
            if (row is null)
            {
                Drop(id);
                return null;
            }

            session = new Known(row, now) { MailKey = session?.MailKey };
            known[id] = session;
        }

        if (mailKey is not null) session.MailKey ??= mailKey;
        var person = (await memory.CurrentAsync(cancel)).Persons.GetValueOrDefault(session.Row.PersonId);
        if (person is null || person.Disabled || person.SecretGeneration != session.Row.SecretGeneration || session.Row.ExpiresAt < now)
        {
            Drop(id);
            return null;
        }

        if (used && now - session.Row.LastSeenAt > Touch) await TouchAsync(session.Row, now, cancel);
        return person;
    }

    private async Task<WebSession?> RowAsync(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.WebSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
    }

    private async Task TouchAsync(WebSession row, Instant now, CancellationToken cancel)
    {
        var until = now + (row.ExpiresAt - row.LastSeenAt); // slides by as much as it was given at first
        await writes.RunAsync(
            async (db, token) =>
            {
                await db.WebSessions.Where(s => s.Id == row.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.ExpiresAt, until), token);
                await db.Persons.Where(p => p.Id == row.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastSeenAt, now), token);
            },
            cancel);
        (row.LastSeenAt, row.ExpiresAt) = (now, until);
    }

    private void Drop(string id)
    {
        if (known.TryRemove(id, out _)) Ended?.Invoke(id);
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed class Known(WebSession row, Instant checkedAt)
    {
        public WebSession Row { get; } = row;

        public Instant CheckedAt { get; } = checkedAt;

        public byte[]? MailKey { get; set; }
    }
}
