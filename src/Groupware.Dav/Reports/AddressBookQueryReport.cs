using System.Globalization;
using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Filters;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Formats.VCard;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>CARDDAV:addressbook-query (RFC 6352, section 8.6).</summary>
internal static class AddressBookQueryReport
{
    private const int Batch = 200;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var collection = (CollectionResource)resource;
        var properties = PropertyRequest.Read(request) ?? PropertyRequest.All;
        var filter = CardFilter.Read(request.Element(XmlNames.A + "filter"));
        var limit = Limit(request);
        var data = ObjectData.Read(properties, dav, collection);

        var answer = MultiStatusWriter.Begin(dav, data.Write);
        var found = 0;
        await foreach (var stored in CandidatesAsync(dav, collection.View.Id, filter))
        {
            if (CardDocument.ParseLenient(stored.Body).Cards.FirstOrDefault() is not { } card || !filter.Matches(card)) continue;
            if (found++ < limit)
            {
                await answer.FoundAsync((await DeadProperties.ReadAsync(dav, properties, [ObjectResource.Of(collection, stored)]))[0], properties);
                continue;
            }

            await answer.StatusAsync(collection.Href, StatusCodes.Status507InsufficientStorage, XmlNames.D + "number-of-matches-within-limits");
            break;
        }

        await answer.EndAsync();
    }

    /// <summary>The cards that may match, by name: those the index names where it can tell, else all of the book.</summary>
    private static async IAsyncEnumerable<StoredObject> CandidatesAsync(DavRequest dav, CollectionId book, CardFilter filter)
    {
        if (filter.Needles is { } needles)
        {
            foreach (var names in (await dav.Features.AddressBooks.CandidatesAsync(dav.Person, book, needles, dav.Cancel)).Chunk(Batch))
            {
                foreach (var stored in (await dav.Features.AddressBooks.GetManyAsync(dav.Person, book, names, dav.Cancel)).OrderBy(s => s.Name, StringComparer.Ordinal)) yield return stored;
            }

            yield break;
        }

        for (var after = ""; ;)
        {
            var page = await dav.Features.AddressBooks.PageAsync(dav.Person, book, component: null, after, Batch, dav.Cancel);
            foreach (var stored in page) yield return stored;
            if (page.Count < Batch) yield break;
            after = page[^1].Name;
        }
    }

    private static int Limit(XElement request) =>
        request.Element(XmlNames.A + "limit")?.Element(XmlNames.A + "nresults")?.Value is { } text
            ? int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : throw new DavException(StatusCodes.Status400BadRequest)
            : int.MaxValue;
}
