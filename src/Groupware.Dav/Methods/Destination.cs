using Groupware.Collections;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>Source and target of a MOVE or COPY (RFC 4918, sections 9.8, 9.9, 10.3 and 10.6).</summary>
internal sealed record Destination(ObjectResource Source, CollectionResource Collection, string Name, bool Overwrite, Precondition Precondition)
{
    public static async Task<Destination> ReadAsync(DavRequest dav)
    {
        var path = Parse(dav.Request);
        var source = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        // whole collections are made and deleted, not copied: their URL is their identity for every client that syncs them
        if (source is not ObjectResource one) throw new DavException(StatusCodes.Status403Forbidden);
        if (path.Segments.Count != 4 || path.IsFolder) throw new DavException(path.Segments.Count > 4 ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden);
        var collection = await dav.Finder.CollectionAsync(path) ?? throw new DavException(StatusCodes.Status409Conflict);
        if (collection.View.Access < AccessLevel.Write) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "need-privileges");
        if (collection.IsAddressBook != one.Collection.IsAddressBook) throw DavError.Of(new PutOutcome(PutStatus.InvalidData), collection);
        var name = path.Segments[3];
        if (collection.View.Id == one.Collection.View.Id && name == one.Name) throw new DavException(StatusCodes.Status403Forbidden);
        var overwrite = !string.Equals(dav.Request.Headers["Overwrite"].ToString().Trim(), "F", StringComparison.OrdinalIgnoreCase);
        var precondition = Conditions.Read(dav.Request);
        if (!precondition.Holds(one.ETag)) throw new DavException(StatusCodes.Status412PreconditionFailed);
        return new Destination(one, collection, name, overwrite, precondition);
    }

    public void Answer(DavRequest dav, PutOutcome outcome)
    {
        if (!outcome.Succeeded) throw DavError.Of(outcome, Collection);
        dav.Response.Headers.ETag = $"\"{outcome.ETag}\"";
        var created = outcome.Status == PutStatus.Created;
        if (created) dav.Response.Headers.Location = Collection.HrefOf(Name);
        dav.Response.StatusCode = created ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
        if (created) dav.Response.ContentLength = 0;
    }

    private static DavPath Parse(HttpRequest request)
    {
        var header = request.Headers["Destination"].ToString().Trim();
        if (header.Length == 0) throw new DavException(StatusCodes.Status400BadRequest);
        if (!header.StartsWith('/'))
        {
            if (!Uri.TryCreate(header, UriKind.Absolute, out var uri)) throw new DavException(StatusCodes.Status400BadRequest);
            if (!uri.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)) throw new DavException(StatusCodes.Status502BadGateway);
            var authority = header.IndexOf("://", StringComparison.Ordinal) + 3;
            var slash = header.IndexOf('/', authority);
            header = slash < 0 ? "/" : header[slash..];
        }

        return DavPath.TryParse(header) ?? throw new DavException(StatusCodes.Status403Forbidden);
    }
}
