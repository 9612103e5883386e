using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Resources;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>What went wrong, as status and condition element: clients act on the element, not on the number.</summary>
internal static class DavError
{
    /// <summary>Answers with a status and, if there is one, the condition in DAV:error.</summary>
    public static async Task WriteAsync(HttpResponse response, DavException error, CancellationToken cancel)
    {
        response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "2";
        if (error.Condition is null)
        {
            response.ContentLength = 0;
            return;
        }

        var x = new XmlOut();
        x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error"u8);
        x.Raw(XmlNames.Declarations);
        x.Raw(">"u8);
        WriteCondition(x, error.Condition, error.Href, error.Privilege);
        if (error.Detail is { } detail) x.Element(XmlNames.D + "responsedescription", detail);
        x.Raw("</D:error>"u8);
        response.ContentType = "application/xml; charset=utf-8";
        response.ContentLength = x.Written.Length;
        await response.Body.WriteAsync(x.Written, cancel);
    }

    /// <summary>The condition element alone: empty, about one resource, or a privilege that is missing there.</summary>
    public static void WriteCondition(XmlOut x, XName condition, string? href, XName? privilege)
    {
        if (href is null)
        {
            x.Empty(condition);
        }
        else if (privilege is null)
        {
            x.Reference(condition, href);
        }
        else
        {
            x.Start(condition);
            x.Raw("<D:resource>"u8);
            x.Href(href);
            x.Raw("<D:privilege>"u8);
            x.Empty(privilege);
            x.Raw("</D:privilege></D:resource>"u8);
            x.End(condition);
        }
    }

    /// <summary>Why a text wasn't stored (RFC 4791, section 5.3.2.1; RFC 6352, section 6.3.2.1).</summary>
    public static DavException Of(PutOutcome outcome, CollectionResource collection, string name)
    {
        var book = collection.IsAddressBook;
        var ns = book ? XmlNames.A : XmlNames.C;
        return outcome.Status switch
        {
            PutStatus.ETagMismatch or PutStatus.Exists => new(StatusCodes.Status412PreconditionFailed),
            // the right on the collection was looked at before: what is left is somebody's private object under that name
            PutStatus.Forbidden => DavException.NeedPrivilege(collection.HrefOf(name), XmlNames.D + "write-content"),
            PutStatus.NotFound => new(StatusCodes.Status404NotFound),
            PutStatus.UidConflict => new(StatusCodes.Status403Forbidden, ns + "no-uid-conflict", outcome.ConflictName is { } holder ? collection.HrefOf(holder) : null),
            PutStatus.InvalidData => new(StatusCodes.Status403Forbidden, ns + (book ? "valid-address-data" : "valid-calendar-data"), detail: outcome.Detail),
            PutStatus.InvalidObject => new(StatusCodes.Status403Forbidden, ns + (book ? "valid-address-data" : "valid-calendar-object-resource"), detail: outcome.Detail),
            PutStatus.UnsupportedComponent => new(StatusCodes.Status403Forbidden, ns + (book ? "supported-address-data" : "supported-calendar-component")),
            PutStatus.TooLarge => new(StatusCodes.Status403Forbidden, ns + "max-resource-size"),
            PutStatus.TooManyInstances => new(StatusCodes.Status403Forbidden, ns + "max-instances"),
            _ => new(StatusCodes.Status503ServiceUnavailable),
        };
    }
}
