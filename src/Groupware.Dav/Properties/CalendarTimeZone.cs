using System.Text;
using Groupware.Calendars;
using Groupware.Dav.Resources;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Dav.Properties;

/// <summary>calendar-timezone and calendar-timezone-id, kept in step (RFC 4791, section 5.2.2; RFC 7809, section 5.2).</summary>
internal static class CalendarTimeZone
{
    /// <summary>The text as a client sent it.</summary>
    public static string? TextOf(CollectionResource collection) => collection.Details.TimeZoneText;

    /// <summary>Reads a value of calendar-timezone: one VCALENDAR with exactly one VTIMEZONE.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(string text, out string? zoneId)
    {
        zoneId = null;
        if (!CalendarDocument.TryParse(Encoding.UTF8.GetBytes(text.Trim() + "\r\n"), out var document)) return false;
        var zones = document.Root.Components.Where(c => c.Is("VTIMEZONE")).ToList();
        if (zones.Count != 1 || zones[0].Property("TZID") is not { } id || document.Components.Any()) return false;
        zoneId = new[] { id.Text, zones[0].Property("X-LIC-LOCATION")?.Text ?? "" }.FirstOrDefault(IsKnown);
        return true;
    }

    /// <summary>A value of calendar-timezone for a zone set by its id.</summary>
    public static string? TextFor(string zoneId) => ZoneDefinition.Text(zoneId, Instant.FromUtc(2020, 1, 1, 0, 0));

    public static bool IsKnown(string zoneId) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) is not null;
}
