using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>PROPFIND (RFC 4918, section 9.1) with Depth 0 and 1.</summary>
internal static class PropFind
{
    private const int PageSize = 1000;

    public static async Task HandleAsync(DavRequest dav)
    {
        var body = await RequestReader.ReadAsync(dav.Request, dav.Cancel);
        if (body is not null && body.Name != XmlNames.D + "propfind") throw new DavException(StatusCodes.Status400BadRequest);
        var request = body is null ? PropertyRequest.All : PropertyRequest.Read(body) ?? throw new DavException(StatusCodes.Status400BadRequest);
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        if (resource is CollectionResource { View.Access: AccessLevel.FreeBusy }) throw DavException.NeedPrivilege(resource.Href, Privileges.Read);
        var depth = dav.Depth ?? "infinity";
        if (depth is not ("0" or "1") && resource is not ObjectResource) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "propfind-finite-depth");
        if (resource is ObjectResource one) resource = (await DeadProperties.ReadAsync(dav, request, [one]))[0];
        var members = depth == "1" ? await MembersAsync(dav, resource) : [];

        var answer = MultiStatusWriter.Begin(dav);
        if (depth == "1" && dav.Prefers.NoRoot) dav.Applied("depth-noroot");
        else await answer.FoundAsync(resource, request);
        foreach (var member in members) await answer.FoundAsync(member, request);
        if (depth == "1" && resource is CollectionResource collection)
        {
            await foreach (var member in PagesAsync(dav, collection, request)) await answer.FoundAsync(member, request);
        }

        await answer.EndAsync();
    }

    /// <summary>Members of all but collections, which are many: see <see cref="PagesAsync"/>.</summary>
    public static async Task<IReadOnlyList<Resource>> MembersAsync(DavRequest dav, Resource resource) => resource switch
    {
        RootResource { Href: DavPath.Root } => [new PrincipalsResource(), new RootResource(DavPath.Folder("calendars")), new RootResource(DavPath.Folder("addressbooks"))],
        RootResource root => [await dav.Finder.OwnHomeAsync(books: root.Href == DavPath.Folder("addressbooks"))],
        PrincipalsResource => await dav.Features.Persons.FindAsync(dav.Person.Id, dav.Cancel) is { } me ? [new PrincipalResource(me)] : [],
        HomeResource home => await dav.Finder.MembersAsync(home),
        _ => [],
    };

    /// <summary>Members page by page, so that a slow client holds no read transaction.</summary>
    public static async IAsyncEnumerable<ObjectResource> PagesAsync(DavRequest dav, CollectionResource collection, PropertyRequest request)
    {
        for (var after = ""; ;)
        {
            var page = await dav.Features.ObjectsOf(collection).ListPageAsync(dav.Person, collection.View.Id, after, PageSize, dav.Cancel);
            var members = page.Select(one => new ObjectResource(collection, one.Id, one.Name, one.Hash, one.Size, one.Component, one.Classification, one.CreatedAt, one.ModifiedAt, null, null)).ToList();
            foreach (var member in await DeadProperties.ReadAsync(dav, request, members)) yield return member;
            if (page.Count < PageSize) yield break;
            after = page[^1].Name;
        }
    }
}
