using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>PROPPATCH (RFC 4918, section 9.2): all changes or none.</summary>
internal static class PropPatch
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var body = await RequestReader.ReadAsync(dav.Request, dav.Cancel);
        if (body?.Name != XmlNames.D + "propertyupdate") throw new DavException(StatusCodes.Status400BadRequest);
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        var changes = PropertyChanges.Read(body, making: false, (resource as CollectionResource)?.View.Kind);
        if (!await MayAsync(dav, resource, changes)) changes.Refuse(resource.Href, mayWrite: Privileges.AccessTo(resource, dav) == AccessLevel.Write);
        if (dav.Prefers.Minimal && !changes.Failed)
        {
            dav.Applied("return=minimal");
            dav.Response.StatusCode = StatusCodes.Status200OK;
            dav.Response.ContentLength = 0;
            return;
        }

        var x = new XmlOut();
        x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus"u8);
        x.Raw(XmlNames.Declarations);
        x.Raw("><D:response>"u8);
        x.Href(resource.Href);
        changes.WriteTo(x);
        x.Raw("</D:response></D:multistatus>\n"u8);
        dav.Response.StatusCode = StatusCodes.Status207MultiStatus;
        dav.Response.ContentType = "application/xml; charset=utf-8";
        await dav.Response.Body.WriteAsync(x.Written, dav.Cancel);
    }

    /// <summary>Does it, unless a property is refused already; false when the person may not.</summary>
    private static async Task<bool> MayAsync(DavRequest dav, Resource resource, PropertyChanges changes) => resource switch
    {
        CollectionResource { View.Access: >= AccessLevel.Read } c => changes.Failed || await dav.Features.Properties.ChangeAsync(dav.Person, c.View.Id, changes.Changes, dav.Cancel),
        // of a private object others see nothing, so they change nothing either
        ObjectResource o => !o.IsMaskedFor(dav.Person) && (changes.Failed || await dav.Features.Properties.ChangeDeadAsync(dav.Person, o.Collection.View.Id, o.Id, changes.Dead, dav.Cancel)),
        _ => false,
    };
}
