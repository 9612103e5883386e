using System.Text;
using System.Xml.Linq;
using Groupware.Calendars;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Formats.ICalendar;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Groupware.Dav.Reports;

/// <summary>The clock on which floating and all-day times are meant: the request's, the collection's, else the asker's own (RFC 4791, section 7.3; RFC 7809, section 3.1).</summary>
internal static class QueryZone
{
    public static DateTimeZone Of(XElement? request, CollectionResource? collection, DavRequest dav)
    {
        if (request?.Element(XmlNames.C + "timezone-id")?.Value.Trim() is { Length: > 0 } id)
            return CalendarTime.Find(id) ?? throw new DavException(StatusCodes.Status403Forbidden, XmlNames.C + "valid-timezone");
        if (request?.Element(XmlNames.C + "timezone")?.Value is { } text) return Read(text) ?? throw new DavException(StatusCodes.Status403Forbidden, XmlNames.C + "valid-calendar-data");
        if (collection?.Details.TimeZoneText is { } own && Read(own) is { } given) return given;
        return CalendarTime.Find(collection?.View.ZoneId ?? dav.Person.ZoneId) ?? DateTimeZone.Utc;
    }

    private static DateTimeZone? Read(string text)
    {
        if (!CalendarDocument.TryParse(Encoding.UTF8.GetBytes(text.Trim() + "\r\n"), out var document)) return null;
        return document.Root.ComponentsNamed("VTIMEZONE").FirstOrDefault()?.Property("TZID")?.RawValue.Trim() is { } id ? new CalendarTime(document, DateTimeZone.Utc).ZoneOf(id) : null;
    }
}
