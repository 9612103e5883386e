using Groupware.Calendars;
using Groupware.Dav.Filters;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Dav.Reports;

/// <summary>The master and those overrides only that touch a range or stood in it (RFC 4791, section 9.6.6).</summary>
internal static class LimitedRecurrenceSet
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, TimeRange range, DateTimeZone zone)
    {
        var document = CalendarDocument.ParseLenient(body);
        var time = new CalendarTime(document, zone);
        foreach (var component in document.Components.Where(c => c.Property("RECURRENCE-ID") is not null).ToList())
        {
            if (!Affects(component, time, range)) document.Root.Remove(component);
        }

        return document.ToBytes();
    }

    private static bool Affects(Component component, CalendarTime time, TimeRange range)
    {
        var id = component.Property("RECURRENCE-ID");
        if (string.Equals(id?.Parameter("RANGE"), "THISANDFUTURE", StringComparison.OrdinalIgnoreCase)) return true;
        if (DateTimeValue.TryRead(id, out var original) && range.Holds(time.ToInstant(original))) return true;
        if (!DateTimeValue.TryRead(component.Property("DTSTART"), out var start)) return false;
        var from = time.ToInstant(start);
        var to = DateTimeValue.TryRead(component.Property("DTEND"), out var end) ? time.ToInstant(end)
            : DurationValue.TryParse(component.Property("DURATION")?.RawValue ?? "", out var duration) ? from + Duration.FromDays(duration.Days) + Duration.FromSeconds(duration.Seconds)
            : start.IsDate ? from + Duration.FromDays(1) : from;
        return range.Touches(from, to);
    }
}
