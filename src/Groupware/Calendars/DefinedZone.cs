using System.Collections.Concurrent;
using System.Globalization;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.TimeZones;

namespace Groupware.Calendars;

/// <summary>A zone as a VTIMEZONE defines it, for names that aren't in the IANA database.</summary>
/// <remarks>RFC 5545, section 3.6.5. Rules are followed to the year 2100.</remarks>
internal sealed class DefinedZone : DateTimeZone
{
    private const int LastYear = 2100;
    private const int MostKept = 256;
    private static readonly ConcurrentDictionary<string, DefinedZone?> Kept = new(StringComparer.Ordinal);

    private readonly List<ZoneInterval> intervals;

    private DefinedZone(string id, List<ZoneInterval> intervals)
        : base(id, intervals.Count == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) => this.intervals = intervals;

    /// <summary>Reads a definition; null when it has no observance that can be read. The same text is read once.</summary>
    public static DefinedZone? Of(string id, Component definition)
    {
        var key = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(definition.ToBytes()));
        if (Kept.TryGetValue(key, out var known))
            return known;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept[key] = Read(id, definition);
    }

    /// <inheritdoc/>
    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        int low = 0, high = intervals.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (intervals[middle].HasStart && intervals[middle].Start > instant)
                high = middle - 1;
            else
                low = middle;
        }
        return intervals[low];
    }

    /// <summary>Reads <c>+0130</c>, <c>-013015</c>.</summary>
    public static bool TryOffset(string? raw, out Offset offset)
    {
        offset = default;
        raw = raw?.Trim();
        if (raw is null || raw.Length is not (5 or 7) || raw[0] is not ('+' or '-') || !int.TryParse(raw.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return false;
        if (raw.Length == 5)
            digits *= 100;
        var seconds = (digits / 10000 * 3600) + (digits / 100 % 100 * 60) + (digits % 100);
        if (seconds > 18 * 3600)
            return false;
        offset = Offset.FromSeconds(raw[0] == '-' ? -seconds : seconds);
        return true;
    }

    private static DefinedZone? Read(string id, Component definition)
    {
        var onsets = new SortedDictionary<Instant, Onset>();
        foreach (var observance in definition.Components.Where(c => c.Is("STANDARD") || c.Is("DAYLIGHT")))
        {
            if (!DateTimeValue.TryRead(observance.Property("DTSTART"), out var start)
                || !TryOffset(observance.Property("TZOFFSETTO")?.RawValue, out var to)
                || !TryOffset(observance.Property("TZOFFSETFROM")?.RawValue, out var from))
                continue;
            var name = observance.Property("TZNAME")?.Text is { Length: > 0 } written ? written : id;
            foreach (var local in Locals(observance, start, from))
                onsets[local.WithOffset(from).ToInstant()] = new Onset(from, to, name, observance.Is("DAYLIGHT"));
        }
        if (onsets.Count == 0)
            return null;
        var first = onsets.First();
        var spans = new List<ZoneInterval>();
        var current = new Onset(first.Value.From, first.Value.From, first.Value.Name, false);
        Instant? since = null;
        foreach (var (at, onset) in onsets)
        {
            spans.Add(current.Interval(since, at));
            since = at;
            current = onset;
        }
        spans.Add(current.Interval(since, null));
        return new DefinedZone(id, spans);
    }

    private static IEnumerable<LocalDateTime> Locals(Component observance, DateTimeValue start, Offset from)
    {
        var first = CalendarTime.Local(start);
        yield return first;
        foreach (var dates in observance.All("RDATE"))
        {
            foreach (var date in DateTimeValue.ReadList(dates))
                yield return date.IsUtc ? CalendarTime.Local(date).PlusSeconds(from.Seconds) : CalendarTime.Local(date);
        }
        foreach (var property in observance.All("RRULE"))
        {
            if (!RecurrenceRule.TryParse(property.RawValue, out var rule))
                continue;
            LocalDateTime? until = rule.Until is not { } end ? null
                : end.IsUtc ? CalendarTime.Local(end).PlusSeconds(from.Seconds) : end.IsDate ? CalendarTime.Local(end).PlusHours(24) : CalendarTime.Local(end);
            foreach (var local in RecurrenceSet.Starts(rule, first, start.IsDate, null).TakeWhile(l => l.Year <= LastYear && (until is null || l <= until)).Take(1000))
                yield return local;
        }
    }

    private sealed record Onset(Offset From, Offset To, string Name, bool Daylight)
    {
        public ZoneInterval Interval(Instant? since, Instant? until) =>
            new(Name, since, until, To, Daylight && To > From ? To - From : Offset.Zero);
    }
}
