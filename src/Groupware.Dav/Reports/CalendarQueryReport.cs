using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Filters;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Dav.Reports;

/// <summary>CALDAV:calendar-query (RFC 4791, section 7.8).</summary>
internal static class CalendarQueryReport
{
    private const int Batch = 200;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var collection = resource as CollectionResource ?? ((ObjectResource)resource).Collection;
        var properties = PropertyRequest.Read(request) ?? PropertyRequest.All;
        var filter = CompFilter.ReadRoot(request.Element(XmlNames.C + "filter"));
        var zone = QueryZone.Of(request, collection, dav);
        var data = ObjectData.Read(properties, dav, collection, zone);

        var answer = MultiStatusWriter.Begin(dav, data.Write);
        if (resource is ObjectResource { Body: { } body } one)
        {
            if (Matches(filter, body, zone, dav)) await answer.FoundAsync((await DeadProperties.ReadAsync(dav, properties, [one]))[0], properties);
        }
        else if (dav.Depth is null or "0")
        {
            // RFC 4791, section 7.8: the default depth is 0, and a collection itself is no calendar object. Clients that leave Depth out mean its members.
            await MembersAsync(dav, collection, filter, zone, answer, properties, dav.Depth is null);
        }
        else
        {
            await MembersAsync(dav, collection, filter, zone, answer, properties, members: true);
        }

        await answer.EndAsync();
    }

    private static async Task MembersAsync(DavRequest dav, CollectionResource collection, CompFilter filter, DateTimeZone zone, MultiStatusWriter answer, PropertyRequest properties, bool members)
    {
        if (!members) return;
        var objects = dav.Features.ObjectsOf(collection);
        if (RangeOf(filter) is { Start: { } start, End: { } end } && IsRangeOnly(filter))
        {
            // the index alone decides; texts are read only of what is answered
            var touched = await dav.Features.Occurrences.TouchedAsync(dav.Person, collection.View, new Interval(start, end), zone, dav.Cancel);
            foreach (var batch in touched.Chunk(Batch)) await FoundAsync(await objects.GetManyAsync(dav.Person, collection.View.Id, batch, dav.Cancel));
            return;
        }

        if (RangeOf(filter) is { Start: { } from, End: { } to })
        {
            var touched = await dav.Features.Occurrences.TouchedAsync(dav.Person, collection.View, new Interval(from, to), zone, dav.Cancel);
            foreach (var batch in touched.Chunk(Batch)) await AnswerAsync(await objects.GetManyAsync(dav.Person, collection.View.Id, batch, dav.Cancel));
            return;
        }

        for (var after = ""; ;)
        {
            var page = await objects.PageAsync(dav.Person, collection.View.Id, ComponentOf(filter), after, Batch, dav.Cancel);
            await AnswerAsync(page);
            if (page.Count < Batch) return;
            after = page[^1].Name;
        }

        Task AnswerAsync(IReadOnlyList<StoredObject> page) => FoundAsync(page.Where(stored => Matches(filter, stored.Body, zone, dav)));

        async Task FoundAsync(IEnumerable<StoredObject> matching)
        {
            foreach (var one in await DeadProperties.ReadAsync(dav, properties, [.. matching.Select(stored => ObjectResource.Of(collection, stored))])) await answer.FoundAsync(one, properties);
        }
    }

    private static bool Matches(CompFilter filter, ReadOnlyMemory<byte> body, DateTimeZone zone, DavRequest dav)
    {
        var document = CalendarDocument.ParseLenient(body);
        return document.Roots.FirstOrDefault() is { } root && !filter.NotDefined && filter.Passes(new CalendarFacts(document, zone, dav.Cancel), root, null);
    }

    /// <summary>The time range of the one VEVENT test: the occurrence index knows whom it can touch.</summary>
    private static TimeRange? RangeOf(CompFilter filter) =>
        filter is { NotDefined: false, Components: [{ Name: "VEVENT", NotDefined: false, Range: { } range }] } ? range : null;

    private static bool IsRangeOnly(CompFilter filter) => filter is { Range: null, Properties: [], Components: [{ Properties: [], Components: [] }] };

    /// <summary>The kind that every match must have; null when any may.</summary>
    private static string? ComponentOf(CompFilter filter) => filter.Components.Where(c => !c.NotDefined).Select(c => c.Name).FirstOrDefault(n => n is "VEVENT" or "VTODO" or "VJOURNAL");
}
