using System.Globalization;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>GET and HEAD of a member: the bytes as they were sent, unless CalDAV-Timezones asks for others.</summary>
internal static class Get
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        if (resource is not ObjectResource one)
        {
            dav.Response.Headers.Allow = Options.Allow(resource);
            throw new DavException(StatusCodes.Status405MethodNotAllowed);
        }

        var condition = Conditions.Read(dav.Request);
        if (condition.IfMatch is not null && !new Storage.Objects.Precondition(condition.IfMatch, null).Holds(one.ETag)) throw new DavException(StatusCodes.Status412PreconditionFailed);
        dav.Response.Headers.ETag = $"\"{one.ETag}\"";
        dav.Response.Headers.LastModified = WebDavProperties.HttpDate(one.ModifiedAt);
        if (!condition.Holds(one.ETag) || NotModifiedSince(dav.Request, one, condition.IfNoneMatch is not null))
        {
            dav.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await WriteBodyAsync(dav, one);
    }

    /// <summary>The text with its type, without a body for HEAD.</summary>
    public static async Task WriteBodyAsync(DavRequest dav, ObjectResource one)
    {
        var body = one.Body ?? ReadOnlyMemory<byte>.Empty;
        if (!one.Collection.IsAddressBook && TimeZoneData.For(dav.Request) is { } zones) body = zones(body);
        dav.Response.ContentType = MediaType.Of(one);
        dav.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(dav.Request.Method)) await dav.Response.Body.WriteAsync(body, dav.Cancel);
    }

    /// <summary>If-Modified-Since counts only without If-None-Match (RFC 9110, section 13.1.3).</summary>
    private static bool NotModifiedSince(HttpRequest request, ObjectResource one, bool hasIfNoneMatch) =>
        !hasIfNoneMatch
        && DateTimeOffset.TryParse(request.Headers.IfModifiedSince.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
        && one.ModifiedAt.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds() - 1;
}
