using Groupware.Dav.Resources;

namespace Groupware.Dav.Methods;

/// <summary>A write answered with what is stored now, so that the client needn't ask again (RFC 8144, section 3).</summary>
internal static class Representation
{
    /// <summary>Writes status, headers and text of a member if the client prefers that.</summary>
    /// <param name="status">Of the answer as a whole: 201 or 200 of a write that was made, 412 of one whose condition failed.</param>
    /// <returns>False when the client doesn't ask for it, or nothing is there for this person; nothing was written then.</returns>
    public static async Task<bool> TryWriteAsync(DavRequest dav, CollectionResource collection, string name, int status)
    {
        if (!dav.Prefers.Representation || await dav.Features.ObjectsOf(collection).GetAsync(dav.Person, collection.View.Id, name, dav.Cancel) is not { } stored) return false;
        dav.Response.StatusCode = status;
        dav.Response.Headers.ETag = $"\"{stored.ETag}\"";
        dav.Response.Headers.ContentLocation = collection.HrefOf(name);
        dav.Applied("return=representation");
        await Get.WriteBodyAsync(dav, ObjectResource.Of(collection, stored));
        return true;
    }
}
