using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Dav.Filters;

/// <summary>What time tests need to know of one calendar object, worked out at most once (RFC 4791, section 9.9).</summary>
internal sealed class CalendarFacts(CalendarDocument document, DateTimeZone zone, CancellationToken cancel)
{
    private const int MaxInstances = 10_000;
    private static readonly Duration LongestAlarm = Duration.FromDays(32);
    private readonly CalendarTime time = new(document, zone);
    private readonly Dictionary<TimeRange, IReadOnlyList<Instance>> instances = [];

    public CalendarDocument Document => document;

    /// <summary>Whether an instance of the component touches the range.</summary>
    public bool Touches(Component component, Component? owner, TimeRange range) => component.Name switch
    {
        "VALARM" => owner is not null && AlarmIn(component, owner, range),
        "VTODO" when !Recurs(component) => TodoIn(component, range),
        "VJOURNAL" when component.Property("DTSTART") is null => false,
        "VEVENT" or "VTODO" or "VJOURNAL" => Instances(range).Any(i => ReferenceEquals(i.Source, component) && range.Touches(i.Start, i.End)),
        "VCALENDAR" => component.Components.Any(c => !c.Is("VTIMEZONE") && Touches(c, component, range)),
        _ => false,
    };

    /// <summary>Whether a property's date lies in the range; of a DATE its day touches it.</summary>
    public bool Holds(Property property, TimeRange range)
    {
        if (!DateTimeValue.TryRead(property, out var value)) return false;
        var at = time.ToInstant(value);
        return value.IsDate ? range.Touches(at, at + Duration.FromDays(1)) : range.Holds(at);
    }

    private static bool Recurs(Component component) => component.Property("RRULE") is not null || component.Property("RDATE") is not null || component.Property("RECURRENCE-ID") is not null;

    private IReadOnlyList<Instance> Instances(TimeRange range)
    {
        if (!instances.TryGetValue(range, out var known)) instances[range] = known = RecurrenceSet.Expand(document, zone, range.Interval, MaxInstances, cancel).Instances;
        return known;
    }

    /// <summary>The table for VTODO of RFC 4791, section 9.9.</summary>
    private bool TodoIn(Component todo, TimeRange range)
    {
        Instant? start = At(todo, "DTSTART"), due = At(todo, "DUE"), completed = At(todo, "COMPLETED"), created = At(todo, "CREATED");
        var (from, to) = (range.Start ?? Instant.MinValue, range.End ?? Instant.MaxValue);
        if (start is { } s)
        {
            if (DurationValue.TryParse(todo.Property("DURATION")?.RawValue ?? "", out var duration))
            {
                var end = s + Duration.FromDays(duration.Days) + Duration.FromSeconds(duration.Seconds);
                return from <= end && (to > s || to >= end);
            }

            return due is { } d ? (from < d || from <= s) && (to > s || to >= d) : from <= s && to > s;
        }

        if (due is { } only) return from < only && to >= only;
        if (completed is { } done && created is { } made) return (from <= made || from <= done) && (to >= made || to >= done);
        if (completed is { } when) return from <= when && to >= when;
        return created is not { } since || to > since;
    }

    private Instant? At(Component component, string name) => DateTimeValue.TryRead(component.Property(name), out var value) ? time.ToInstant(value) : null;

    private bool AlarmIn(Component alarm, Component owner, TimeRange range)
    {
        if (alarm.Property("TRIGGER") is not { } trigger) return false;
        if (DateTimeValue.TryRead(trigger, out var absolute)) return Repeats(alarm, time.ToInstant(absolute)).Any(range.Holds);
        if (!DurationValue.TryParse(trigger.RawValue, out var before)) return false;
        var offset = Duration.FromDays(before.Days) + Duration.FromSeconds(before.Seconds);
        var toEnd = string.Equals(trigger.Parameter("RELATED"), "END", StringComparison.OrdinalIgnoreCase);
        var around = new TimeRange(range.Start - offset - LongestAlarm, range.End - offset + LongestAlarm);
        var anchors = owner.Is("VTODO") && !Recurs(owner)
            ? new[] { At(owner, toEnd ? "DUE" : "DTSTART") ?? At(owner, "DUE") }.OfType<Instant>()
            : Instances(around).Where(i => ReferenceEquals(i.Source, owner)).Select(i => toEnd ? i.End : i.Start);
        return anchors.Any(at => Repeats(alarm, at + offset).Any(range.Holds));
    }

    private static IEnumerable<Instant> Repeats(Component alarm, Instant first)
    {
        yield return first;
        if (!int.TryParse(alarm.Property("REPEAT")?.RawValue, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var times)
            || !DurationValue.TryParse(alarm.Property("DURATION")?.RawValue ?? "", out var each)) yield break;
        var step = Duration.FromDays(each.Days) + Duration.FromSeconds(each.Seconds);
        for (var n = 1; n <= Math.Min(times, 100); n++) yield return first + (step * n);
    }
}
