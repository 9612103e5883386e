using System.Globalization;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Groupware.Calendars;

/// <summary>Writes a VTIMEZONE for a zone, for clients that don't know its name.</summary>
/// <remarks>
/// RFC 5545, section 3.6.5. A zone whose clocks change every year by one rule gets that rule, without end; any other (Morocco) its
/// changes of the next twelve years one by one.
/// </remarks>
public static class ZoneDefinition
{
    private const int Years = 12;

    /// <summary>A calendar that holds nothing but the definition of a zone; null for a zone nobody knows.</summary>
    /// <param name="zoneId">IANA id.</param>
    /// <param name="from">The time from which on it has to be right.</param>
    public static string? Text(string zoneId, Instant from)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) is not { } zone)
            return null;
        var document = CalendarDocument.Create(CalendarObjectEditor.ProductId);
        Ensure(document.Root, zoneId, zone, from);
        return System.Text.Encoding.UTF8.GetString(document.ToBytes());
    }

    /// <summary>Adds a definition unless the calendar has one of that name.</summary>
    /// <param name="root">VCALENDAR.</param>
    /// <param name="tzId">TZID as the times name it.</param>
    /// <param name="zone">What it means.</param>
    /// <param name="from">The first time that is written with it.</param>
    public static void Ensure(Component root, string tzId, DateTimeZone zone, Instant from)
    {
        if (root.ComponentsNamed("VTIMEZONE").Any(z => string.Equals(z.Property("TZID")?.RawValue, tzId, StringComparison.Ordinal)))
            return;
        var definition = root.Components.FirstOrDefault() is { } first ? root.AddBefore(first, "VTIMEZONE") : root.Add("VTIMEZONE");
        definition.Add("TZID", tzId);
        var year = from.InZone(zone).Year - 1;
        var changes = Changes(zone, year);
        if (changes.Count == 0)
        {
            var interval = zone.GetZoneInterval(from);
            Observance(definition, "STANDARD", interval.Name, new LocalDateTime(1970, 1, 1, 0, 0), interval.WallOffset, interval.WallOffset);
            return;
        }
        foreach (var alike in changes.GroupBy(c => (c.From, c.To, c.Daylight, c.Name)))
        {
            var all = alike.ToList();
            var observance = Observance(definition, alike.Key.Daylight ? "DAYLIGHT" : "STANDARD", alike.Key.Name, all[0].Local, alike.Key.From, alike.Key.To);
            if (Rule(all, year) is { } rule)
                observance.Add("RRULE", rule);
            else if (all.Count > 1)
                observance.Add("RDATE", string.Join(',', all.Skip(1).Select(c => Written(c.Local))));
        }
    }

    private static List<Change> Changes(DateTimeZone zone, int year)
    {
        var start = Instant.FromUtc(year, 1, 1, 0, 0);
        var intervals = zone.GetZoneIntervals(start, Instant.FromUtc(year + Years, 1, 1, 0, 0)).ToList();
        var changes = new List<Change>();
        for (var i = 1; i < intervals.Count; i++)
        {
            var from = intervals[i - 1].WallOffset;
            changes.Add(new Change(intervals[i].Start.WithOffset(from).LocalDateTime, from, intervals[i].WallOffset, intervals[i].Savings > Offset.Zero, intervals[i].Name));
        }
        return changes;
    }

    /// <summary>One rule for changes of every year: the n-th or last weekday of a month at a time; null when there is none.</summary>
    private static string? Rule(List<Change> changes, int year)
    {
        var first = changes[0].Local;
        if (changes.Count != Years || changes.Where((c, i) => c.Local.Year != year + i || c.Local.Month != first.Month || c.Local.DayOfWeek != first.DayOfWeek || c.Local.TimeOfDay != first.TimeOfDay).Any())
            return null;
        var weeks = changes.Select(c => ((c.Local.Day - 1) / 7) + 1).Distinct().ToList();
        var week = weeks.Count == 1 ? weeks[0] : changes.TrueForAll(c => c.Local.Date.PlusDays(7).Month != c.Local.Month) ? -1 : 0;
        return week == 0 ? null : new RecurrenceRule(RecurrenceFrequency.Yearly) { ByMonth = [first.Month], ByDay = [new WeekdayRule(week, first.DayOfWeek.ToDayOfWeek())] }.ToString();
    }

    private static Component Observance(Component definition, string name, string zoneName, LocalDateTime start, Offset from, Offset to)
    {
        var observance = definition.Add(name);
        observance.Add("DTSTART", Written(start));
        observance.Add("TZOFFSETFROM", Written(from));
        observance.Add("TZOFFSETTO", Written(to));
        observance.Add("TZNAME", TextValue.Escape(zoneName));
        return observance;
    }

    private static string Written(LocalDateTime local) => local.ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Written(Offset offset)
    {
        var seconds = Math.Abs(offset.Seconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(offset.Seconds < 0 ? '-' : '+')}{seconds / 3600:00}{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : text + (seconds % 60).ToString("00", CultureInfo.InvariantCulture);
    }

    private sealed record Change(LocalDateTime Local, Offset From, Offset To, bool Daylight, string Name);
}
