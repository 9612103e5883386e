using System.Threading.Channels;
using Groupware.Mail.Composing;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Mail;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Outbox;

/// <summary>
/// The messages on their way out. A message is written to the data folder and flushed, then its row is made together with closing the draft;
/// from then on it is neither lost nor, as far as SMTP allows, sent twice: each step is a row changed from the one state it may follow.
/// </summary>
public sealed class Outbox
{
    private static readonly Duration[] Waits = [Duration.FromSeconds(20), Duration.FromMinutes(1), Duration.FromMinutes(3), Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(1)];

    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly IDatabaseWrites writes;
    private readonly ComposedMessage composed;
    private readonly OutboxFiles files;
    private readonly OwnAddresses ownAddresses;
    private readonly IChangeFeed changes;
    private readonly OutboxOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal Outbox(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, ComposedMessage composed, OutboxFiles files, OwnAddresses ownAddresses, IChangeFeed changes, IOptions<OutboxOptions> options, TimeProvider clock)
    {
        this.contexts = contexts;
        this.writes = writes;
        this.composed = composed;
        this.files = files;
        this.ownAddresses = ownAddresses;
        this.changes = changes;
        this.options = options.Value;
        this.clock = clock;
    }

    /// <summary>Rings when something may be due earlier than was known.</summary>
    internal ChannelReader<bool> Wake => wake.Reader;

    /// <summary>Hands a draft over. When this answers <see cref="QueueStatus.Queued"/> the message survives a crash.</summary>
    /// <param name="version">The version that was looked at when Send was pressed.</param>
    public Task<QueueOutcome> QueueAsync(SignedInPerson person, DraftId id, long version, CancellationToken cancel) => QueueAsync(person, id, version, shown: null, cancel);

    /// <inheritdoc cref="QueueAsync(SignedInPerson, DraftId, long, CancellationToken)"/>
    /// <param name="shown">The attachments that were looked at, without the pictures of the text: it goes with these or not at all. Null takes what there is.</param>
    public async Task<QueueOutcome> QueueAsync(SignedInPerson person, DraftId id, long version, IReadOnlySet<Guid>? shown, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.PersonId == person.Id && d.DiscardedAt == null, cancel);
        if (draft is null) return new QueueOutcome(QueueStatus.NotFound, 0, "");
        if (draft.HandedOverAt is not null)
        {
            var known = await db.Set<OutboxItem>().Where(i => i.DraftId == id && i.State != OutboxState.TakenBack).Select(i => i.Id).FirstOrDefaultAsync(cancel);
            return new QueueOutcome(QueueStatus.AlreadyQueued, known, "");
        }

        if (draft.Version != version) return new QueueOutcome(QueueStatus.Changed, 0, "");
        RecipientList[] lists = [RecipientList.Parse(draft.To), RecipientList.Parse(draft.Cc), RecipientList.Parse(draft.Bcc)];
        if (lists.SelectMany(l => l.Invalid).FirstOrDefault() is { } invalid) return new QueueOutcome(QueueStatus.InvalidRecipient, 0, invalid);
        var recipients = lists.SelectMany(l => l.Mailboxes).Select(m => m.Address).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (recipients.Count == 0) return new QueueOutcome(QueueStatus.NoRecipient, 0, "");
        var own = await ownAddresses.OfAsync(person, cancel);
        if (!own.Contains(draft.FromAddress, StringComparer.OrdinalIgnoreCase)) return new QueueOutcome(QueueStatus.SenderNotAllowed, 0, draft.FromAddress);

        var attachments = await db.Set<DraftAttachment>().AsNoTracking().Where(a => a.DraftId == id).OrderBy(a => a.Position).ToListAsync(cancel);
        if (shown is not null && !shown.SetEquals(attachments.Where(a => a.ContentId.Length == 0).Select(a => a.Id))) return new QueueOutcome(QueueStatus.FilesChanged, 0, "");
        var now = clock.GetCurrentInstant();
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.ZoneId) ?? DateTimeZone.Utc;
        string fileName;
        using (var message = composed.Build(draft, attachments, person.DisplayName, now.InZone(zone))) fileName = await files.WriteAsync(message, cancel);

        var item = new OutboxItem
        {
            PersonId = person.Id,
            DraftId = id,
            MessageId = draft.MessageId,
            FileName = fileName,
            Sender = draft.FromAddress,
            Recipients = string.Join('\n', recipients),
            Subject = draft.Subject,
            State = OutboxState.Waiting,
            DueAt = now + Duration.FromTimeSpan(options.UndoTime),
            QueuedAt = now,
        };
        var queued = await writes.RunAsync(
            async (write, token) =>
            {
                // the draft is closed only at the version that was built and with its files (they change SavedAt alone), together with the row
                var closed = await write.Set<Draft>().Where(d => d.Id == id && d.Version == version && d.SavedAt == draft.SavedAt && d.HandedOverAt == null && d.DiscardedAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.HandedOverAt, now).SetProperty(d => d.Open, false).SetProperty(d => d.Version, d => d.Version + 1), token);
                if (closed == 0) return await write.Set<Draft>().AnyAsync(d => d.Id == id && d.Version == version, token) ? QueueStatus.FilesChanged : QueueStatus.Changed;
                write.Add(item);
                await write.SaveChangesAsync(token);
                return QueueStatus.Queued;
            },
            cancel);
        if (queued != QueueStatus.Queued)
        {
            files.Delete(fileName);
            return new QueueOutcome(queued, 0, "");
        }

        Tell(person.Id);
        return new QueueOutcome(QueueStatus.Queued, item.Id, "");
    }

    /// <summary>What is not done yet, the newest first.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(SignedInPerson person, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var items = await db.Set<OutboxItem>().AsNoTracking()
            .Where(i => i.PersonId == person.Id && i.State != OutboxState.Filed && i.State != OutboxState.TakenBack)
            .OrderByDescending(i => i.Id).Take(100).ToListAsync(cancel);
        return [.. items.Select(Entry)];
    }

    /// <summary>One message of this person, done or not.</summary>
    public async Task<OutboxEntry?> FindAsync(SignedInPerson person, long id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var item = await db.Set<OutboxItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.PersonId == person.Id, cancel);
        return item is null ? null : Entry(item);
    }

    /// <summary>Takes a message back that is not on its way yet, or that came to nothing; its draft is open again.</summary>
    /// <returns>The draft; null when it was too late.</returns>
    public async Task<DraftId?> TakeBackAsync(SignedInPerson person, long id, CancellationToken cancel)
    {
        var taken = await writes.RunAsync(
            async (db, token) =>
            {
                var moved = await db.Set<OutboxItem>()
                    .Where(i => i.Id == id && i.PersonId == person.Id && (i.State == OutboxState.Waiting || i.State == OutboxState.Refused || i.State == OutboxState.Unclear))
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, OutboxState.TakenBack), token);
                if (moved == 0) return null;
                var item = await db.Set<OutboxItem>().AsNoTracking().SingleAsync(i => i.Id == id, token);
                var messageId = $"<{MimeKit.Utils.MimeUtils.GenerateMessageId(person.Address[(person.Address.LastIndexOf('@') + 1)..])}>";
                // what goes out next is another message: had the first one arrived after all, nobody may take it for a repetition
                await db.Set<Draft>().Where(d => d.Id == item.DraftId).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.HandedOverAt, (Instant?)null).SetProperty(d => d.Open, true).SetProperty(d => d.Version, d => d.Version + 1).SetProperty(d => d.MessageId, messageId), token);
                return item;
            },
            cancel);
        if (taken is null) return null;
        files.Delete(taken.FileName);
        Tell(person.Id);
        return taken.DraftId;
    }

    /// <summary>Tries again now. After an unclear end this may deliver the message twice, always with the same Message-ID.</summary>
    public async Task<bool> TryAgainAsync(SignedInPerson person, long id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var moved = await MoveAsync(
            items => items.Where(i => i.Id == id && i.PersonId == person.Id && (i.State == OutboxState.Waiting || i.State == OutboxState.Refused || i.State == OutboxState.Unclear)),
            set => set.SetProperty(i => i.State, OutboxState.Waiting).SetProperty(i => i.DueAt, now).SetProperty(i => i.QueuedAt, now).SetProperty(i => i.Fault, SubmissionFault.None),
            cancel);
        if (moved) Tell(person.Id);
        return moved;
    }

    /// <summary>The person knows that an unclear message arrived: it is filed in Sent.</summary>
    public async Task<bool> SetArrivedAsync(SignedInPerson person, long id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var moved = await MoveAsync(
            items => items.Where(i => i.Id == id && i.PersonId == person.Id && i.State == OutboxState.Unclear),
            set => set.SetProperty(i => i.State, OutboxState.Submitted).SetProperty(i => i.SubmittedAt, now).SetProperty(i => i.DueAt, now).SetProperty(i => i.ClaimedBy, ""),
            cancel);
        if (moved) Tell(person.Id);
        return moved;
    }

    /// <summary>How long to wait before the next try.</summary>
    internal static Duration WaitAfter(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];

    /// <summary>When the next thing is due; null when nothing waits.</summary>
    internal async Task<Instant?> NextDueAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<OutboxItem>().Where(i => (i.State == OutboxState.Waiting || i.State == OutboxState.Submitted) && i.ClaimedBy == "")
            .OrderBy(i => i.DueAt).Select(i => (Instant?)i.DueAt).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Takes the next due item in hand; of several workers and nodes exactly one gets it. Null when nothing is due.</summary>
    /// <param name="worker">Name of the process, unique over its life.</param>
    internal async Task<OutboxItem?> ClaimAsync(string worker, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var candidate = await db.Set<OutboxItem>().AsNoTracking()
                .Where(i => (i.State == OutboxState.Waiting || i.State == OutboxState.Submitted) && i.ClaimedBy == "" && i.DueAt <= now)
                .OrderBy(i => i.DueAt).FirstOrDefaultAsync(cancel);
            if (candidate is null) return null;
            var claimed = candidate.State == OutboxState.Waiting ? OutboxState.Claimed : OutboxState.Submitted;
            var mine = await MoveAsync(
                items => items.Where(i => i.Id == candidate.Id && i.State == candidate.State && i.ClaimedBy == ""),
                set => set.SetProperty(i => i.State, claimed).SetProperty(i => i.ClaimedBy, worker).SetProperty(i => i.ClaimedAt, now).SetProperty(i => i.Attempts, i => i.Attempts + 1),
                cancel);
            if (!mine) continue;
            candidate.State = claimed;
            candidate.ClaimedBy = worker;
            candidate.Attempts++;
            return candidate;
        }
    }

    /// <summary>From here on a crash leaves the outcome unknown. False when the claim was lost meanwhile.</summary>
    internal Task<bool> TransmittingAsync(OutboxItem item, CancellationToken cancel) => MoveAsync(
        items => items.Where(i => i.Id == item.Id && i.State == OutboxState.Claimed && i.ClaimedBy == item.ClaimedBy),
        set => set.SetProperty(i => i.State, OutboxState.Transmitting),
        cancel);

    /// <summary>Writes down how the try ended, and says so to the person's pages.</summary>
    internal async Task EndAsync(OutboxItem item, SubmissionOutcome outcome, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var tooLong = now - item.QueuedAt > Duration.FromTimeSpan(options.GiveUpAfter);
        var (state, due) = outcome.Result switch
        {
            SubmissionResult.Accepted => (OutboxState.Submitted, now),
            SubmissionResult.Unclear => (OutboxState.Unclear, now),
            SubmissionResult.TryLater when !tooLong => (OutboxState.Waiting, now + WaitAfter(item.Attempts)),
            _ => (OutboxState.Refused, now),
        };
        Instant? submitted = outcome.Result == SubmissionResult.Accepted ? now : null;
        var detail = outcome.Detail.Length > 500 ? outcome.Detail[..500] : outcome.Detail;
        var stays = outcome.Result == SubmissionResult.Accepted ? item.ClaimedBy : "";   // the same worker files it at once
        await MoveAsync(
            items => items.Where(i => i.Id == item.Id && (i.State == OutboxState.Claimed || i.State == OutboxState.Transmitting) && i.ClaimedBy == item.ClaimedBy),
            set => set.SetProperty(i => i.State, state).SetProperty(i => i.DueAt, due).SetProperty(i => i.SubmittedAt, submitted)
                .SetProperty(i => i.Fault, outcome.Fault).SetProperty(i => i.FaultDetail, detail).SetProperty(i => i.ClaimedBy, stays),
            cancel);
        Tell(item.PersonId);
    }

    /// <summary>All is done: the copy is in Sent. The draft and the file go.</summary>
    internal async Task FiledAsync(OutboxItem item, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await writes.RunAsync(
            async (db, token) =>
            {
                await db.Set<OutboxItem>().Where(i => i.Id == item.Id && i.State == OutboxState.Submitted).ExecuteUpdateAsync(
                    set => set.SetProperty(i => i.State, OutboxState.Filed).SetProperty(i => i.FiledAt, now).SetProperty(i => i.ClaimedBy, "").SetProperty(i => i.Fault, SubmissionFault.None), token);
                await db.Set<Draft>().Where(d => d.Id == item.DraftId).ExecuteDeleteAsync(token);
            },
            cancel);
        files.Delete(item.FileName);
        Tell(item.PersonId);
    }

    /// <summary>Sent, but the copy could not be filed: tried again later, never sent again.</summary>
    internal async Task NotFiledAsync(OutboxItem item, string detail, CancellationToken cancel)
    {
        var due = clock.GetCurrentInstant() + WaitAfter(item.Attempts);
        await MoveAsync(
            items => items.Where(i => i.Id == item.Id && i.State == OutboxState.Submitted),
            set => set.SetProperty(i => i.DueAt, due).SetProperty(i => i.ClaimedBy, "").SetProperty(i => i.Fault, SubmissionFault.NotFiled).SetProperty(i => i.FaultDetail, detail),
            cancel);
        Tell(item.PersonId);
    }

    /// <summary>What a dead process had in hand: nothing given to the server yet goes back to the queue, the rest is unclear, filing is repeated.</summary>
    /// <param name="isDead">Whether a worker of this name is known to be gone, given when it took the item.</param>
    /// <returns>How many became unclear.</returns>
    internal async Task<int> RecoverAsync(Func<string, Instant, bool> isDead, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var held = await db.Set<OutboxItem>().AsNoTracking()
            .Where(i => i.ClaimedBy != "" && (i.State == OutboxState.Claimed || i.State == OutboxState.Transmitting || i.State == OutboxState.Submitted)).ToListAsync(cancel);
        var unclear = 0;
        foreach (var item in held.Where(i => isDead(i.ClaimedBy, i.ClaimedAt ?? Instant.MinValue)))
        {
            var (state, fault) = item.State switch
            {
                OutboxState.Claimed => (OutboxState.Waiting, item.Fault),
                OutboxState.Transmitting => (OutboxState.Unclear, SubmissionFault.NoAnswer),
                _ => (OutboxState.Submitted, item.Fault),
            };
            var moved = await MoveAsync(
                items => items.Where(i => i.Id == item.Id && i.State == item.State && i.ClaimedBy == item.ClaimedBy),
                set => set.SetProperty(i => i.State, state).SetProperty(i => i.ClaimedBy, "").SetProperty(i => i.Fault, fault),
                cancel);
            if (moved && state == OutboxState.Unclear) unclear++;
            if (moved) Tell(item.PersonId);
        }

        return unclear;
    }

    /// <summary>Forgets what has been done for longer than the time given, and files without a row.</summary>
    internal async Task TidyAsync(Duration age, CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant() - age;
        await writes.RunAsync((db, token) => db.Set<OutboxItem>().Where(i => (i.State == OutboxState.Filed || i.State == OutboxState.TakenBack) && i.QueuedAt < before).ExecuteDeleteAsync(token), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var used = await db.Set<OutboxItem>().Where(i => i.State != OutboxState.Filed && i.State != OutboxState.TakenBack).Select(i => i.FileName).ToListAsync(cancel);
        files.Sweep(used.ToHashSet(StringComparer.Ordinal), Duration.FromHours(1));
    }

    private static OutboxEntry Entry(OutboxItem item) =>
        new(item.Id, item.DraftId, item.Subject, item.Recipients.Split('\n'), item.State, item.Fault, item.FaultDetail, item.DueAt, item.Attempts);

    private async Task<bool> MoveAsync(
        Func<IQueryable<OutboxItem>, IQueryable<OutboxItem>> which,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxItem>> change,
        CancellationToken cancel)
    {
        return await writes.RunAsync((db, token) => which(db.Set<OutboxItem>()).ExecuteUpdateAsync(change, token), cancel) > 0;
    }

    private void Tell(PersonId person)
    {
        wake.Writer.TryWrite(true);
        changes.Publish(new ChangeNotice(ChangeKind.Outbox, person.Value));
    }
}
