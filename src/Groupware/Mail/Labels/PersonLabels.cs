using System.Collections.Concurrent;
using System.Globalization;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Mail;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Mail.Labels;

/// <summary>
/// Names and colours of a person's labels: rows of the database beside the keywords of the mail store. None of the acts here speaks to the
/// store: they cost one transaction each and no round trip of IMAP. Every open page of the person is told.
/// </summary>
public sealed class PersonLabels : IDisposable
{
    /// <summary>Longest name.</summary>
    public const int MaxName = 60;

    /// <summary>As many as anybody tells apart; a store has limits too.</summary>
    public const int MaxLabels = 100;

    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly IDatabaseWrites writes;
    private readonly IChangeFeed feed;
    private readonly ConcurrentDictionary<PersonId, LabelSet> known = new();
    private readonly IDisposable listening;
    private int changes;

    /// <summary>Made once for the process.</summary>
    public PersonLabels(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, IChangeFeed feed)
    {
        this.contexts = contexts;
        this.writes = writes;
        this.feed = feed;
        listening = feed.Subscribe(notice =>
        {
            if (notice.Kind != ChangeKind.Labels) return;
            Interlocked.Increment(ref changes);
            known.TryRemove(new PersonId(notice.Id), out _);
        });
    }

    /// <summary>The labels if they were read before: for the first picture of a page. Nothing is asked for.</summary>
    public LabelSet? Known(PersonId person) => known.GetValueOrDefault(person);

    /// <summary>The labels; one query when they are not known.</summary>
    public async Task<LabelSet> ForAsync(PersonId person, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var labels)) return labels;
        var asOf = Volatile.Read(ref changes);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var read = Set(await db.Set<MailLabel>().AsNoTracking().Where(l => l.PersonId == person).ToListAsync(cancel));

        // what changed while it was read is read again by the next one
        if (asOf == Volatile.Read(ref changes)) known[person] = read;
        return read;
    }

    /// <summary>Makes a label. Its keyword is written to the store with the first message that gets it.</summary>
    public Task<LabelChange> CreateAsync(SignedInPerson person, string name, string color, CancellationToken cancel) => ChangeAsync(person, async (db, rows, token) =>
    {
        name = name.Trim();
        if (Fault(rows, name, keyword: null) is { } fault) return fault;
        var labels = Set(rows);
        if (labels.Offered.Count >= MaxLabels) return new LabelChange(LabelStatus.TooMany, null);
        var keyword = LabelKeyword.Of(name);

        // a label that was renamed keeps its keyword, and a note of programs is none of ours
        for (var n = 2; labels.Knows(keyword) || !LabelKeyword.IsLabel(keyword); n++) keyword = string.Create(CultureInfo.InvariantCulture, $"{LabelKeyword.Of(name)}-{n}");
        var row = new MailLabel { PersonId = person.Id, Keyword = keyword, Name = name, Color = color };
        db.Add(row);
        await db.SaveChangesAsync(token);
        return new LabelChange(LabelStatus.Done, LabelOf(row));
    }, cancel);

    /// <summary>Gives a label another name and colour. The keyword stays, so no message is touched.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="keyword">Which; one that only stands on messages so far becomes a label of the person's own.</param>
    /// <param name="name">Empty: the usual name of one of the five.</param>
    /// <param name="color">"c1" to "c12".</param>
    /// <param name="cancel">Gives up.</param>
    public Task<LabelChange> ChangeAsync(SignedInPerson person, string keyword, string name, string color, CancellationToken cancel) => ChangeAsync(person, async (db, rows, token) =>
    {
        name = name.Trim();
        if (!(name.Length == 0 && LabelKeyword.IsUsual(keyword)) && Fault(rows, name, keyword) is { } fault) return fault;
        var row = Row(db, rows, person.Id, keyword);
        (row.Name, row.Color, row.Hidden) = (name, color, false);
        await db.SaveChangesAsync(token);
        return new LabelChange(LabelStatus.Done, LabelOf(row));
    }, cancel);

    /// <summary>The label is not offered any more. Messages are another matter: see <see cref="MessageLabels.SetAsync"/>.</summary>
    public Task<LabelChange> DeleteAsync(SignedInPerson person, string keyword, CancellationToken cancel) => ChangeAsync(person, async (db, rows, token) =>
    {
        var row = Row(db, rows, person.Id, keyword);
        var was = LabelOf(row);
        if (LabelKeyword.IsUsual(keyword)) row.Hidden = true;
        else db.Remove(row);
        await db.SaveChangesAsync(token);
        return new LabelChange(LabelStatus.Done, was);
    }, cancel);

    /// <inheritdoc/>
    public void Dispose() => listening.Dispose();

    private async Task<LabelChange> ChangeAsync(SignedInPerson person, Func<GroupwareContext, List<MailLabel>, CancellationToken, Task<LabelChange>> act, CancellationToken cancel)
    {
        var change = await writes.RunAsync(async (db, token) => await act(db, await db.Set<MailLabel>().Where(l => l.PersonId == person.Id).ToListAsync(token), token), cancel);
        if (change.Status == LabelStatus.Done) feed.Publish(new ChangeNotice(ChangeKind.Labels, person.Id.Value));
        return change;
    }

    private static MailLabel Row(GroupwareContext db, List<MailLabel> rows, PersonId person, string keyword)
    {
        if (rows.Find(row => string.Equals(row.Keyword, keyword, StringComparison.OrdinalIgnoreCase)) is { } row) return row;
        var label = Set(rows).Find(keyword);
        var added = new MailLabel { PersonId = person, Keyword = keyword, Name = label?.Name ?? "", Color = label?.Color ?? "c12" };
        db.Add(added);
        return added;
    }

    private static LabelChange? Fault(List<MailLabel> rows, string name, string? keyword)
    {
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl)) return new LabelChange(LabelStatus.WrongName, null);
        var taken = rows.Exists(row => !row.Hidden && row.Keyword != keyword && string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase));
        return taken ? new LabelChange(LabelStatus.Taken, null) : null;
    }

    private static LabelSet Set(List<MailLabel> rows) => new(rows.Select(LabelOf));

    private static Label LabelOf(MailLabel row) => new(row.Keyword, row.Name, row.Color, !row.Hidden);
}
