using Groupware.Formats.ICalendar;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>The one instance of an object that doesn't recur, made without a tree and without an evaluator: 0.5 us where that costs 300.</summary>
internal static class SingleInstance
{
    /// <summary>The row of an object without rule, dates and overrides; null when it has no time.</summary>
    /// <returns>False when only the object's own VTIMEZONE can tell its time.</returns>
    /// <remarks>Ends by RFC 5545, section 3.6.1: DTEND, DURATION, else the day of a DATE and nothing of a time.</remarks>
    public static bool TryRead(CalendarScan scan, out OccurrenceRow? row)
    {
        row = null;
        var todo = scan.Component == "VTODO";
        if ((scan.Component != "VEVENT" && !todo) || (scan.Start ?? (todo ? scan.Due : null)) is not { } first) return true;
        if (!TryInstant(first, out var start)) return false;
        var end = start;
        if ((todo ? scan.Due : scan.End) is { } last)
        {
            if (!TryInstant(last, out end)) return false;
        }
        else if (scan.Duration is { } duration)
        {
            if (!TryAdd(first, duration, out end)) return false;
        }
        else if (first.IsDate && !todo)
        {
            end = start + Duration.FromDays(1);
        }

        if (end < start) end = start;
        var floating = first.IsDate || first.IsFloating;
        var flags = (!todo && !scan.Transparent && scan.Status != "CANCELLED" ? OccurrenceFlags.Busy : OccurrenceFlags.None) | (scan.Status == "TENTATIVE" ? OccurrenceFlags.Tentative : OccurrenceFlags.None)
            | (first.IsDate ? OccurrenceFlags.AllDay : OccurrenceFlags.None) | (floating ? OccurrenceFlags.Floating : OccurrenceFlags.None) | (todo ? OccurrenceFlags.Todo : OccurrenceFlags.None);
        row = new OccurrenceRow(start.ToUnixTimeTicks(), start, end, flags, null, null);
        return true;
    }

    private static bool TryInstant(DateTimeValue value, out Instant at)
    {
        var local = Local(value);
        at = local.InUtc().ToInstant();
        if (value.IsUtc || value.TzId is null || value.IsDate) return true;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(value.TzId) is not { } zone) return false;
        at = local.InZoneLeniently(zone).ToInstant();
        return true;
    }

    /// <summary>Days of a duration are days of the calendar, hours are exact (RFC 5545, section 3.3.6).</summary>
    private static bool TryAdd(DateTimeValue first, DurationValue duration, out Instant end)
    {
        end = default;
        var days = Local(first).PlusDays(duration.Days);
        if (!TryInstant(new DateTimeValue(days.Date.ToDateOnly(), first.IsDate ? null : days.TimeOfDay.ToTimeOnly(), first.IsUtc, first.TzId), out end)) return false;
        end += Duration.FromSeconds(duration.Seconds);
        return true;
    }

    private static LocalDateTime Local(DateTimeValue value) =>
        LocalDate.FromDateOnly(value.Date).At(value.Time is { } time ? LocalTime.FromTimeOnly(time) : LocalTime.Midnight);
}
