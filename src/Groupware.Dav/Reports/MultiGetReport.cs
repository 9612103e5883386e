using System.Xml.Linq;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>calendar-multiget and addressbook-multiget (RFC 4791, section 7.9; RFC 6352, section 8.7): each href is judged by the rights on its own collection.</summary>
internal static class MultiGetReport
{
    private const int Batch = 100;
    private const int MaxHrefs = 20_000;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var properties = PropertyRequest.Read(request) ?? PropertyRequest.All;
        var hrefs = request.Elements(XmlNames.D + "href").Select(h => h.Value.Trim()).Distinct(StringComparer.Ordinal).ToList();
        if (hrefs.Count > MaxHrefs) throw new DavException(StatusCodes.Status400BadRequest);
        var zoneOf = resource as CollectionResource ?? (resource as ObjectResource)?.Collection;
        var data = ObjectData.Read(properties, dav, zoneOf);
        var answer = MultiStatusWriter.Begin(dav, data.Write);
        foreach (var group in hrefs.GroupBy(FolderOf, StringComparer.Ordinal))
        {
            var collection = await CollectionAsync(dav, resource, group.First());
            foreach (var batch in group.Chunk(Batch)) await WriteAsync(dav, answer, collection, batch, properties);
        }

        await answer.EndAsync();
    }

    private static async Task WriteAsync(DavRequest dav, MultiStatusWriter answer, CollectionResource? collection, string[] hrefs, PropertyRequest properties)
    {
        var names = hrefs.ToDictionary(h => h, NameOf, StringComparer.Ordinal);
        var wanted = names.Values.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyList<ObjectResource> members = collection is null
            ? []
            : [.. (await dav.Features.ObjectsOf(collection).GetManyAsync(dav.Person, collection.View.Id, wanted, dav.Cancel)).Select(o => ObjectResource.Of(collection, o))];
        var found = (await DeadProperties.ReadAsync(dav, properties, members)).ToDictionary(o => o.Name, StringComparer.Ordinal);
        foreach (var href in hrefs)
        {
            if (names[href] is { } name && found.TryGetValue(name, out var member)) await answer.FoundAsync(member, properties);
            else await answer.StatusAsync(href, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>The collection an href lies in, if the request may reach it: the one asked, or any of a home asked.</summary>
    private static async Task<CollectionResource?> CollectionAsync(DavRequest dav, Resource resource, string href)
    {
        if (PathOf(href) is not { Segments.Count: 4 } path || await dav.Finder.CollectionAsync(path) is not { View.Access: >= AccessLevel.Read } collection) return null;
        return resource switch
        {
            CollectionResource own => own.View.Id == collection.View.Id ? own : null,
            ObjectResource own => own.Collection.View.Id == collection.View.Id ? own.Collection : null,
            HomeResource home => home.Owner.Id == collection.Home.Owner.Id && home.Books == collection.Home.Books ? collection : null,
            _ => null,
        };
    }

    private static string FolderOf(string href) => href[..(href.LastIndexOf('/') + 1)];

    private static string? NameOf(string href) => PathOf(href) is { Segments.Count: 4, IsFolder: false } path ? path.Segments[3] : null;

    /// <summary>An href may be an absolute URI.</summary>
    private static DavPath? PathOf(string href)
    {
        var scheme = href.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) href = href.IndexOf('/', scheme + 3) is >= 0 and var slash ? href[slash..] : "/";
        return DavPath.TryParse(href);
    }
}
