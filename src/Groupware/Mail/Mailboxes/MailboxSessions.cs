using System.Collections.Concurrent;
using Groupware.People;
using Groupware.Storage.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Groupware.Mail.Mailboxes;

/// <summary>The open mailboxes: one session for each account, however many tabs, closed some minutes after the last one left.</summary>
public sealed class MailboxSessions : BackgroundService, IMailboxNotices
{
    private static readonly Duration Unused = Duration.FromMinutes(5);
    private readonly ConcurrentDictionary<PersonId, MailboxSession> sessions = new();
    private readonly IOptions<MailOptions> options;
    private readonly IMailCredentials credentials;
    private readonly TimeProvider clock;
    private readonly ILogger<MailboxSessions> logger;

    /// <summary>Made once for the process.</summary>
    public MailboxSessions(IOptions<MailOptions> options, IMailCredentials credentials, TimeProvider clock, ILogger<MailboxSessions> logger)
    {
        this.options = options;
        this.credentials = credentials;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>The person's session. Costs nothing until something is asked of it.</summary>
    public MailboxSession For(SignedInPerson person)
    {
        var session = sessions.GetOrAdd(person.Id, _ => new MailboxSession(person, options.Value, credentials, clock, logger));
        session.Touch();
        return session;
    }

    /// <summary>The person's session if it is open.</summary>
    public MailboxSession? Find(PersonId person) => sessions.GetValueOrDefault(person);

    /// <inheritdoc/>
    public void Notify(string userName, IReadOnlyList<MailboxNotice> notices)
    {
        // a new main address does not make an open mailbox deaf
        if (credentials.OwnerOf(userName) is { } owner)
        {
            Find(owner)?.Take(notices);
            return;
        }

        foreach (var session in sessions.Values)
        {
            if (string.Equals(session.Person.Address, userName, StringComparison.OrdinalIgnoreCase)) session.Take(notices);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (id, session) in sessions) await TidyAsync(id, session, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // stopping
        }
        foreach (var session in sessions.Values) await session.DisposeAsync();
        sessions.Clear();
    }

    // one mailbox that cannot be tidied is no reason to leave the others, or to end the host
    private async Task TidyAsync(PersonId id, MailboxSession session, CancellationToken cancel)
    {
        try
        {
            if (session.IsUnused(Unused) && sessions.TryRemove(id, out var old)) await old.DisposeAsync();
            else await session.TidyAsync();
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested)
        {
            logger.TidyFailed(cause, id.Value);
        }
    }
}
