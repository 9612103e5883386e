using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>MKCOL and its extended form (RFC 5689, section 3): a calendar or an address book, by the home it is made in or the type it says.</summary>
internal static class MkCol
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var body = await RequestReader.ReadAsync(dav.Request, dav.Cancel);
        if (body is not null && body.Name != XmlNames.D + "mkcol") throw new DavException(StatusCodes.Status415UnsupportedMediaType);
        var home = await HomeAsync(dav, StatusCodes.Status405MethodNotAllowed, null);
        // a type that is wrong is told property by property (RFC 5689, section 3.5), see PropertyChanges; one that isn't said can't be
        if (body is not null && !body.Elements(XmlNames.D + "set").Elements(XmlNames.D + "prop").Elements(XmlNames.D + "resourcetype").Any()) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "valid-resourcetype");
        await MakeAsync(dav, home, body, XmlNames.D + "mkcol-response");
    }

    /// <summary>The asker's own home that the new collection would lie in.</summary>
    /// <param name="takenStatus">Answer when something is there already.</param>
    public static async Task<HomeResource> HomeAsync(DavRequest dav, int takenStatus, XName? takenCondition)
    {
        var segments = dav.Path.Segments;
        if (await dav.Finder.FindAsync(dav.Path) is { } there) throw new DavException(there is HomeResource { } home && home.Owner.Id != dav.Person.Id ? StatusCodes.Status403Forbidden : takenStatus, takenCondition);
        if (segments.Count > 3)
        {
            // inside a calendar or book nothing but objects may lie (RFC 4791, section 4.2; RFC 6352, section 5.2)
            throw await dav.Finder.CollectionAsync(dav.Path) is { } inside
                ? new DavException(StatusCodes.Status403Forbidden, inside.IsAddressBook ? XmlNames.A + "addressbook-collection-location-ok" : XmlNames.C + "calendar-collection-location-ok")
                : new DavException(StatusCodes.Status409Conflict);
        }

        if (segments.Count < 3) throw new DavException(StatusCodes.Status403Forbidden);
        var parent = await dav.Finder.HomeAsync(dav.Path) ?? throw new DavException(StatusCodes.Status409Conflict);
        if (parent.Owner.Id != dav.Person.Id) throw DavException.NeedPrivilege(parent.Href, Privileges.Bind);
        // that is what collections of others are called here
        if (segments[2].StartsWith("shared-", StringComparison.Ordinal)) throw new DavException(StatusCodes.Status403Forbidden, parent.Books ? XmlNames.A + "addressbook-collection-location-ok" : XmlNames.C + "calendar-collection-location-ok");
        return parent;
    }

    /// <summary>Makes the collection with the properties of the body, all or none.</summary>
    public static async Task MakeAsync(DavRequest dav, HomeResource home, XElement? body, XName response)
    {
        var name = dav.Path.Segments[2];
        var changes = body is null ? null : PropertyChanges.Read(body, making: true, home.Books ? CollectionKind.AddressBook : CollectionKind.Calendar);
        if (changes is { Failed: true })
        {
            await RefuseAsync(dav, changes, response);
            return;
        }

        var components = changes?.Components;
        var kind = home.Books ? CollectionKind.AddressBook : components == "VTODO" ? CollectionKind.TaskList : CollectionKind.Calendar;
        var properties = changes?.Changes ?? new CollectionPropertyChanges();
        var made = await dav.Features.Collections.TryCreateAsync(dav.Person, kind, properties.DisplayName is { Length: > 0 } given ? given : name, name, properties.Color, components, dav.Cancel)
            ?? throw new DavException(StatusCodes.Status405MethodNotAllowed);
        await dav.Features.Properties.ChangeAsync(dav.Person, made.Id, properties with { DisplayName = null, Color = null }, dav.Cancel);
        if (dav.Prefers.Minimal) dav.Applied("return=minimal");
        dav.Response.StatusCode = StatusCodes.Status201Created;
        dav.Response.Headers.CacheControl = "no-cache";
        dav.Response.ContentLength = 0;
    }

    private static async Task RefuseAsync(DavRequest dav, PropertyChanges changes, XName response)
    {
        var x = new XmlOut();
        x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"u8);
        var tag = XmlNames.Prefix(response.Namespace) + response.LocalName;
        x.Raw("<" + tag);
        x.Raw(XmlNames.Declarations);
        x.Raw(">"u8);
        changes.WriteTo(x);
        x.Raw($"</{tag}>\n");
        dav.Response.StatusCode = StatusCodes.Status403Forbidden;
        dav.Response.Headers.CacheControl = "no-cache";
        dav.Response.ContentType = "application/xml; charset=utf-8";
        await dav.Response.Body.WriteAsync(x.Written, dav.Cancel);
    }
}
