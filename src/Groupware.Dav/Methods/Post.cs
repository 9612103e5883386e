using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>POST of a new member whose name the server chooses (RFC 5995).</summary>
internal static class Post
{
    public static async Task HandleAsync(DavRequest dav)
    {
        if (await dav.Finder.FindAsync(dav.Path) is not CollectionResource collection) throw new DavException(StatusCodes.Status405MethodNotAllowed);
        await Put.StoreAsync(dav, collection, Guid.NewGuid().ToString("D") + (collection.IsAddressBook ? ".vcf" : ".ics"), Precondition.IsNew);
    }
}
