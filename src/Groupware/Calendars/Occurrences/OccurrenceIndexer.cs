using Groupware.Formats.ICalendar;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>Makes the occurrence rows of an object: all of them when they are few, else those around today, with a note how far they reach.</summary>
internal static class OccurrenceIndexer
{
    /// <summary>Rows written at once; a row costs 5 to 10 us to write, so 200 are what a put can bear.</summary>
    public const int MaxRows = 200;

    /// <summary>Rows reach at most so far ahead; the job extends them.</summary>
    public static readonly Duration Ahead = Duration.FromDays(3 * 366);

    /// <summary>Rows that end before so far ahead are worth writing again from today.</summary>
    public static readonly Duration Near = Duration.FromDays(31);

    /// <summary>Of a series too long to be written whole, rows begin so far back: the weeks that people still look at.</summary>
    private static readonly Duration Back = Duration.FromDays(31);

    /// <summary>Rows of an object just read.</summary>
    /// <returns>Null when the object has more instances than anybody may ask for (max-instances).</returns>
    public static OccurrenceIndex? Build(ReadOnlyMemory<byte> body, CalendarScan scan, Instant now)
    {
        if (!scan.Recurring && !scan.HasOverrides && SingleInstance.TryRead(scan, out var single)) return Index(single is { } row ? [row] : [], null, null);
        return Build(CalendarDocument.ParseLenient(body), now);
    }

    /// <summary>Rows of a stored object as seen from another day.</summary>
    public static OccurrenceIndex? Build(CalendarDocument document, Instant now)
    {
        var whole = RecurrenceSet.Expand(document, DateTimeZone.Utc, new Interval(null, now + Ahead), MaxRows, CancellationToken.None);
        if (whole.Problem == ExpansionProblem.TooManyInstances) return null;
        if (whole.ReachesTo is null || whole.ReachesTo > now + Near + Near) return Index(Rows(whole), null, whole.ReachesTo);
        var part = RecurrenceSet.Expand(document, DateTimeZone.Utc, new Interval(now - Back, now + Ahead), MaxRows, CancellationToken.None);
        return Index(Rows(part), now - Back, part.ReachesTo);
    }

    /// <summary>One instance as a row.</summary>
    public static OccurrenceRow Row(Instance instance)
    {
        var flags = (instance.Busy ? OccurrenceFlags.Busy : OccurrenceFlags.None) | (instance.Tentative ? OccurrenceFlags.Tentative : OccurrenceFlags.None) | (instance.AllDay ? OccurrenceFlags.AllDay : OccurrenceFlags.None)
            | (instance.Floating || instance.AllDay ? OccurrenceFlags.Floating : OccurrenceFlags.None) | (instance.Source.Is("VTODO") ? OccurrenceFlags.Todo : OccurrenceFlags.None);
        var isOverride = instance.Source.Property("RECURRENCE-ID") is not null;
        return new OccurrenceRow(
            (instance.RecurrenceId ?? instance.Start).ToUnixTimeTicks(),
            instance.Start,
            instance.End,
            flags | (isOverride ? OccurrenceFlags.Override : OccurrenceFlags.None),
            isOverride ? Collections.StoredText.Cut(instance.Source.Property("SUMMARY")?.Text ?? "", 500) : null,
            isOverride ? Collections.StoredText.Cut(instance.Source.Property("LOCATION")?.Text ?? "", 500) : null);
    }

    private static List<OccurrenceRow> Rows(ExpansionResult result) => [.. result.Instances.Select(Row).DistinctBy(r => r.Recurrence)];

    private static OccurrenceIndex Index(IReadOnlyList<OccurrenceRow> rows, Instant? from, Instant? to)
    {
        const ulong prime = 1099511628211;
        var hash = 14695981039346656037UL;
        foreach (var row in rows)
        {
            Mix(row.Recurrence);
            Mix(row.Starts.ToUnixTimeTicks());
            Mix(row.Ends.ToUnixTimeTicks());
            Mix((long)row.Flags);
            foreach (var c in row.Summary ?? "\0") Mix(c);
            foreach (var c in row.Place ?? "\0") Mix(c);
        }

        return new OccurrenceIndex(rows, unchecked((long)hash), from, to);

        void Mix(long value) => hash = unchecked((hash ^ (ulong)value) * prime);
    }
}
