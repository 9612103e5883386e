using Groupware.Dav.Resources;

namespace Groupware.Dav;

/// <summary>Media types of calendar objects and cards, as answered and as accepted.</summary>
internal static class MediaType
{
    public static string Of(ObjectResource resource) => resource.Collection.IsAddressBook
        ? "text/vcard; charset=utf-8"
        : $"text/calendar; charset=utf-8; component={resource.Component.ToLowerInvariant()}";

    /// <summary>Whether a body of this type may be stored. A type that says nothing is taken: file-like clients send none.</summary>
    public static bool Accepts(CollectionResource collection, string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type is "" or "application/octet-stream" or "*/*" || (collection.IsAddressBook ? type is "text/vcard" or "text/x-vcard" or "text/directory" : type == "text/calendar");
    }
}
