using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>POST of a new member whose name the server chooses (RFC 5995, section 3); DAV:add-member names the collection itself.</summary>
internal static class Post
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        if (resource is not CollectionResource collection)
        {
            dav.Response.Headers.Allow = Options.Allow(resource);
            throw new DavException(StatusCodes.Status405MethodNotAllowed);
        }

        await Put.StoreAsync(dav, collection, Guid.NewGuid().ToString("D") + (collection.IsAddressBook ? ".vcf" : ".ics"), Precondition.IsNew);
    }
}
