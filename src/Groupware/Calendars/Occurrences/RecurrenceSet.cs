using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>Instances of one calendar object. The only file that calls Ical.Net.</summary>
public static class RecurrenceSet
{
    /// <summary>Instances that touch a window.</summary>
    public static ExpansionResult Expand(CalendarDocument document, DateTimeZone floatingZone, Interval window, int maxInstances, CancellationToken cancel) => throw new NotSupportedException();
}
