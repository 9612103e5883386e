using Groupware.Collections;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>DELETE of a member or of a whole collection (RFC 4918, section 9.6). Both can be taken back in the suite for a while.</summary>
internal static class Delete
{
    public static async Task HandleAsync(DavRequest dav)
    {
        if (dav.Path.Segments.Count == 4 && !dav.Path.IsFolder)
        {
            await MemberAsync(dav);
            return;
        }

        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        if (resource is not CollectionResource { View.Access: AccessLevel.Manage } collection) throw DavException.NeedPrivilege(resource.Href, Privileges.All);
        if (!await dav.Features.Collections.DeleteAsync(dav.Person, collection.View.Id, dav.Cancel)) throw new DavException(StatusCodes.Status404NotFound);
        dav.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task MemberAsync(DavRequest dav)
    {
        var collection = await dav.Finder.CollectionAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        var outcome = await dav.Features.ObjectsOf(collection).DeleteAsync(dav.Person, collection.View.Id, dav.Path.Segments[3], Conditions.Read(dav.Request), dav.Cancel);
        var name = dav.Path.Segments[3];
        if (outcome == DeleteOutcome.ETagMismatch && await Representation.TryWriteAsync(dav, collection, name, StatusCodes.Status412PreconditionFailed)) return;
        dav.Response.StatusCode = outcome switch
        {
            DeleteOutcome.Deleted => StatusCodes.Status204NoContent,
            DeleteOutcome.ETagMismatch => throw new DavException(StatusCodes.Status412PreconditionFailed),
            DeleteOutcome.Forbidden => throw DavException.NeedPrivilege(collection.View.Access < AccessLevel.Write ? collection.Href : collection.HrefOf(name), Privileges.Unbind),
            DeleteOutcome.Busy => throw new DavException(StatusCodes.Status503ServiceUnavailable),
            _ => throw new DavException(StatusCodes.Status404NotFound),
        };
    }
}
