using System.Globalization;
using System.Xml.Linq;
using Groupware.Calendars.Occurrences;
using Groupware.Dav.Filters;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Formats.ICalendar;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace Groupware.Dav.Reports;

/// <summary>CALDAV:free-busy-query (RFC 4791, section 7.10): merged busy periods in UTC, clipped to the range.</summary>
internal static class FreeBusyQueryReport
{
    private static readonly InstantPattern Utc = InstantPattern.Create("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var collection = (CollectionResource)resource;
        var range = TimeRange.Read(request.Element(XmlNames.C + "time-range") ?? throw Filter.Invalid(XmlNames.C), both: true);
        var occurrences = collection.Details.Transparent
            ? []
            : await dav.Features.Occurrences.WithinAsync(dav.Person, [collection.View.Id], range.Interval, QueryZone.Of(null, collection, dav), dav.Cancel);

        var document = CalendarDocument.Create("-//Groupware//EN");
        var freeBusy = document.Root.Add("VFREEBUSY");
        freeBusy.Add("UID", Guid.NewGuid().ToString("D"));
        freeBusy.Add("DTSTAMP", Utc.Format(dav.Features.Clock.GetCurrentInstant()));
        freeBusy.Add("DTSTART", Utc.Format(range.Interval.Start));
        freeBusy.Add("DTEND", Utc.Format(range.Interval.End));
        foreach (var (start, end) in Merged(occurrences.Where(o => o is { Busy: true, Tentative: false }), range.Interval)) freeBusy.Add("FREEBUSY", $"{Utc.Format(start)}/{Utc.Format(end)}");
        foreach (var (start, end) in Merged(occurrences.Where(o => o is { Busy: true, Tentative: true }), range.Interval))
            freeBusy.Add("FREEBUSY", $"{Utc.Format(start)}/{Utc.Format(end)}", ("FBTYPE", "BUSY-TENTATIVE"));

        var body = document.ToBytes();
        dav.Response.StatusCode = StatusCodes.Status200OK;
        dav.Response.ContentType = "text/calendar; charset=utf-8";
        dav.Response.ContentLength = body.Length;
        await dav.Response.Body.WriteAsync(body, dav.Cancel);
    }

    private static IEnumerable<(Instant Start, Instant End)> Merged(IEnumerable<OccurrenceView> occurrences, Interval range)
    {
        (Instant Start, Instant End)? open = null;
        foreach (var one in occurrences.OrderBy(o => o.Start))
        {
            var (start, end) = (Instant.Max(one.Start, range.Start), Instant.Min(one.End, range.End));
            if (end <= start) continue;
            if (open is { } last && start <= last.End)
            {
                open = (last.Start, Instant.Max(last.End, end));
                continue;
            }

            if (open is { } done) yield return done;
            open = (start, end);
        }

        if (open is { } rest) yield return rest;
    }
}
