using Groupware.Collections;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>PUT of a member (RFC 4791, section 5.3.2; RFC 6352, section 6.3.2). The strong ETag says that the bytes are kept as they are.</summary>
internal static class Put
{
    public static async Task HandleAsync(DavRequest dav)
    {
        if (dav.Path.Segments.Count != 4 || dav.Path.IsFolder)
        {
            if (dav.Path.Segments.Count > 4) throw new DavException(StatusCodes.Status409Conflict);
            var there = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status409Conflict);
            dav.Response.Headers.Allow = Options.Allow(there);
            throw new DavException(StatusCodes.Status405MethodNotAllowed);
        }

        var collection = await dav.Finder.CollectionAsync(dav.Path) ?? throw new DavException(StatusCodes.Status409Conflict);
        await StoreAsync(dav, collection, dav.Path.Segments[3], Conditions.Read(dav.Request));
    }

    /// <summary>Stores the request's body under a name and answers.</summary>
    public static async Task StoreAsync(DavRequest dav, CollectionResource collection, string name, Precondition condition)
    {
        if (collection.View.Access < AccessLevel.Write) throw DavException.NeedPrivilege(collection.Href, Privileges.Bind);
        if (!MediaType.Accepts(collection, dav.Request.ContentType))
            throw new DavException(StatusCodes.Status415UnsupportedMediaType, collection.IsAddressBook ? XmlNames.A + "supported-address-data" : XmlNames.C + "supported-calendar-data");
        var objects = dav.Features.ObjectsOf(collection);
        var body = await BodyReader.ReadAsync(dav.Request, objects.MaxSize, dav.Cancel) ?? throw DavError.Of(new PutOutcome(PutStatus.TooLarge), collection, name);
        var outcome = await objects.PutAsync(dav.Person, collection.View.Id, name, body, condition, dav.Cancel);
        if (outcome.Status is PutStatus.ETagMismatch or PutStatus.Exists && await Representation.TryWriteAsync(dav, collection, name, StatusCodes.Status412PreconditionFailed)) return;
        await AnswerAsync(dav, collection, name, outcome);
    }

    /// <summary>The answer to a member that was stored, copied or moved, or wasn't.</summary>
    public static async Task AnswerAsync(DavRequest dav, CollectionResource collection, string name, PutOutcome outcome)
    {
        if (!outcome.Succeeded) throw DavError.Of(outcome, collection, name);
        var created = outcome.Status == PutStatus.Created;
        if (created) dav.Response.Headers.Location = collection.HrefOf(name);
        if (await Representation.TryWriteAsync(dav, collection, name, created ? StatusCodes.Status201Created : StatusCodes.Status200OK)) return;
        if (dav.Prefers.Minimal) dav.Applied("return=minimal");
        dav.Response.Headers.ETag = $"\"{outcome.ETag}\"";
        dav.Response.StatusCode = created ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
        if (created) dav.Response.ContentLength = 0;
    }
}
