using Groupware.Collections;
using Groupware.Formats.ICalendar;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>What happens when: range queries on the occurrence index, evaluated beyond its reach.</summary>
public sealed class OccurrenceQueries(CollectionDirectory directory, CalendarObjects objects, ObjectReader reader)
{
    /// <summary>Instances one object may have in one answer.</summary>
    internal const int MaxInstances = 10_000;

    /// <summary>Floating times stand in the index as if they were UTC; no zone is further away than this.</summary>
    private static readonly Duration Floating = Duration.FromHours(15);

    /// <summary>Events of the collections that touch the range, by start. Private ones of others come masked as busy, so do all of a collection with free/busy right only.</summary>
    /// <param name="collections">Those the person has no right on are left out.</param>
    /// <param name="readerZone">Gives all-day and floating times their place; their Start and End come back as instants of this zone.</param>
    public async Task<IReadOnlyList<OccurrenceView>> WithinAsync(SignedInPerson person, IReadOnlyCollection<CollectionId> collections, Interval range, DateTimeZone readerZone, CancellationToken cancel)
    {
        var views = (await directory.ListAsync(person, kind: null, cancel)).Where(c => collections.Contains(c.Id)).ToDictionary(c => c.Id);
        return await WithinAsync(person, views, range, readerZone, cancel);
    }

    /// <summary>Names of the events of a collection with an instance that touches the range; of private ones too, whose times are no secret.</summary>
    /// <param name="collection">As the person sees it.</param>
    /// <param name="zone">Gives all-day and floating times their place.</param>
    public async Task<IReadOnlyCollection<string>> TouchedAsync(SignedInPerson person, CollectionView collection, Interval range, DateTimeZone zone, CancellationToken cancel)
    {
        if (await directory.FindAsync(person, collection.Id, cancel) is not { Access: >= AccessLevel.Read }) return [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync([collection.Id], range.Start - Floating, range.End + Floating, cancel))
        {
            var (start, end) = Placed(row.Starts, row.Ends, row.Flags, zone);
            if (row.Component == "VEVENT" && Touches(start, end, range.Start, range.End)) names.Add(row.Name);
        }

        return names;
    }

    /// <summary>All VTODO objects of a collection with their texts.</summary>
    public async Task<IReadOnlyList<StoredObject>> TodosAsync(SignedInPerson person, CollectionId collection, CancellationToken cancel)
    {
        const int size = 500;
        var all = new List<StoredObject>();
        for (var after = ""; ;)
        {
            var page = await objects.PageAsync(person, collection, "VTODO", after, size, cancel);
            all.AddRange(page);
            if (page.Count < size) return all;
            after = page[^1].Name;
        }
    }

    internal async Task<IReadOnlyList<OccurrenceView>> WithinAsync(SignedInPerson person, Dictionary<CollectionId, CollectionView> views, Interval range, DateTimeZone readerZone, CancellationToken cancel)
    {
        if (views.Count == 0) return [];
        var seen = new List<OccurrenceView>();
        foreach (var row in await RowsAsync(views.Keys, range.Start - Floating, range.End + Floating, cancel))
        {
            if (row.Flags.HasFlag(OccurrenceFlags.Todo)) continue;
            var (start, end) = Placed(row.Starts, row.Ends, row.Flags, readerZone);
            if (!Touches(start, end, range.Start, range.End)) continue;
            var view = views[row.Collection];
            var masked = view.Access == AccessLevel.FreeBusy || CollectionObjects.Hides(row.Classification, view, person);
            if (masked && !row.Flags.HasFlag(OccurrenceFlags.Busy)) continue;   // what takes no time is nobody else's business
            seen.Add(new OccurrenceView(
                row.ObjectId, row.Collection, row.Name, row.Hash, row.Recurring ? row.Recurrence : null, start, end, row.Flags.HasFlag(OccurrenceFlags.AllDay), row.Flags.HasFlag(OccurrenceFlags.Floating),
                row.Flags.HasFlag(OccurrenceFlags.Busy), row.Flags.HasFlag(OccurrenceFlags.Tentative), row.Uid, masked ? "" : row.Summary, masked ? "" : row.Place,
                row.Classification.ToString().ToUpperInvariant(), row.Recurring, row.Component, masked));
        }

        seen.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return seen;
    }

    /// <summary>Rows of the index, and evaluated ones of objects whose rows don't reach over [from, to); as stored, in no order.</summary>
    internal async Task<List<RangeRow>> RowsAsync(IReadOnlyCollection<CollectionId> ids, Instant from, Instant to, CancellationToken cancel)
    {
        var rows = await reader.WithinAsync(ids, from, to, cancel);
        var beyond = await reader.BeyondIndexAsync(ids, from, to, cancel);
        if (beyond.Count == 0) return rows;
        var evaluated = new HashSet<long>();
        var instances = new List<RangeRow>();
        foreach (var one in beyond)
        {
            ExpansionResult result;
            try
            {
                result = RecurrenceSet.Expand(CalendarDocument.ParseLenient(one.Body), DateTimeZone.Utc, new Interval(from, to), MaxInstances, cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                continue;   // a damaged text takes nobody's agenda away: its rows stand as they are, the horizon job names it in the log
            }

            evaluated.Add(one.Id);
            foreach (var row in result.Instances.Select(OccurrenceIndexer.Row))
            {
                instances.Add(new RangeRow(
                    one.Id, one.Collection, one.Name, one.Hash, one.Uid, one.Component, one.Classification, one.Recurring, Instant.FromUnixTimeTicks(row.Recurrence), row.Starts, row.Ends, row.Flags,
                    row.Summary ?? one.Summary, row.Place ?? one.Place));
            }
        }

        rows.RemoveAll(row => evaluated.Contains(row.ObjectId));
        rows.AddRange(instances);
        return rows;
    }

    /// <summary>Floating and all-day times in the reader's zone.</summary>
    internal static (Instant Start, Instant End) Placed(Instant starts, Instant ends, OccurrenceFlags flags, DateTimeZone zone) =>
        flags.HasFlag(OccurrenceFlags.Floating)
            ? (starts.InUtc().LocalDateTime.InZoneLeniently(zone).ToInstant(), ends.InUtc().LocalDateTime.InZoneLeniently(zone).ToInstant())
            : (starts, ends);

    /// <summary>Half-open; what has no length counts when it starts inside (RFC 4791, section 9.9).</summary>
    internal static bool Touches(Instant start, Instant end, Instant from, Instant to) => start < to && (end > from || (end == start && start >= from));
}
