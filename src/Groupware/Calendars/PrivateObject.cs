using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using Groupware.Storage.Objects;

namespace Groupware.Calendars;

/// <summary>What others see of a private or confidential object: that the time is taken, and nothing else.</summary>
internal static class PrivateObject
{
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP", "STATUS", "CLASS", "SEQUENCE", "CREATED", "LAST-MODIFIED",
    };

    /// <summary>The text with times and rules only, under a word for busy in the reader's language.</summary>
    public static byte[] Mask(ObjectRow row, string language)
    {
        var document = CalendarDocument.ParseLenient(row.Body);
        var busy = language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? "Occupé" : "Busy";
        foreach (var component in document.Components.ToList())
        {
            foreach (var property in component.Properties.Where(p => !Kept.Contains(p.Name)).ToList()) component.Remove(property);
            foreach (var inner in component.Components.ToList()) component.Remove(inner);
            component.SetText("SUMMARY", busy);
        }

        foreach (var property in document.Root.Properties.Where(p => !p.Is("VERSION") && !p.Is("PRODID") && !p.Is("CALSCALE")).ToList()) document.Root.Remove(property);
        return document.ToBytes();
    }
}
