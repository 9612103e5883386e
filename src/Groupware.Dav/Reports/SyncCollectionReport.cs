using System.Globalization;
using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:sync-collection: what changed in a collection since a token (RFC 6578, section 3.2).</summary>
internal static class SyncCollectionReport
{
    private const int BodyBatch = 200;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var collection = (CollectionResource)resource;
        var properties = PropertyRequest.Read(request) ?? throw new DavException(StatusCodes.Status400BadRequest);
        if (request.Element(XmlNames.D + "sync-level")?.Value.Trim() is not (null or "1" or "infinite")) throw new DavException(StatusCodes.Status400BadRequest);
        var data = ObjectData.Read(properties, dav, collection);
        var page = await dav.Features.ObjectsOf(collection).ChangesAsync(dav.Person, collection.View.Id, Since(request), Limit(request), dav.Cancel)
            ?? throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "valid-sync-token");

        var answer = MultiStatusWriter.Begin(dav, data.Write);
        foreach (var batch in page.Changes.Chunk(BodyBatch))
        {
            // what the listing properties want beside name and ETag is read for a batch at once
            var objects = await ObjectsAsync(dav, collection, properties, batch, data.Wanted || properties.Elements.Any(e => e.Name != XmlNames.D + "getetag" && e.Name != XmlNames.D + "resourcetype" && e.Name != XmlNames.D + "getcontenttype"));
            foreach (var change in batch)
            {
                if (change.Hash is null) await answer.StatusAsync(collection.HrefOf(change.Name), StatusCodes.Status404NotFound);
                else if (objects is null) await answer.FoundAsync(Listed(collection, change), properties);
                else if (objects.TryGetValue(change.Name, out var one)) await answer.FoundAsync(one, properties);
            }
        }

        if (page.Truncated) await answer.StatusAsync(collection.Href, StatusCodes.Status507InsufficientStorage, XmlNames.D + "number-of-matches-within-limits");
        await answer.EndAsync(page.Token.ToString());
    }

    private static ObjectResource Listed(CollectionResource collection, Storage.Objects.ChangedObject change) =>
        new(collection, change.Id, change.Name, change.Hash!, 0, collection.View.Components.Split(',')[0], Storage.Objects.Classification.Public, null, default, null, null);

    private static async Task<Dictionary<string, ObjectResource>?> ObjectsAsync(DavRequest dav, CollectionResource collection, PropertyRequest properties, Storage.Objects.ChangedObject[] batch, bool needed) =>
        needed
            ? (await DeadProperties.ReadAsync(
                    dav,
                    properties,
                    [.. (await dav.Features.ObjectsOf(collection).GetManyAsync(dav.Person, collection.View.Id, [.. batch.Where(c => c.Hash is not null).Select(c => c.Name)], dav.Cancel)).Select(o => ObjectResource.Of(collection, o))]))
                .ToDictionary(o => o.Name, StringComparer.Ordinal)
            : null;

    private static SyncToken? Since(XElement request)
    {
        var text = (request.Element(XmlNames.D + "sync-token")?.Value ?? "").Trim();
        if (text.Length == 0) return null;
        return SyncToken.TryParse(text, out var token) ? token : throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "valid-sync-token");
    }

    private static int Limit(XElement request) =>
        request.Element(XmlNames.D + "limit")?.Element(XmlNames.D + "nresults")?.Value is { } text
            ? int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : throw new DavException(StatusCodes.Status400BadRequest)
            : int.MaxValue;
}
