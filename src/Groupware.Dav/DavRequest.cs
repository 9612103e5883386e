using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.People;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav;

/// <summary>One request: who asks, for which path, with what at hand.</summary>
internal sealed record DavRequest(HttpContext Http, SignedInPerson Person, DavPath Path, DavFeatures Features)
{
    public HttpRequest Request => Http.Request;

    public HttpResponse Response => Http.Response;

    public CancellationToken Cancel => Http.RequestAborted;

    public ResourceFinder Finder => new(this);

    public Preferences Prefers { get; } = Preferences.Read(Http.Request);

    /// <summary>With whom the collections of the answer are shared, as far as DAV:acl is asked for.</summary>
    public SharesRead Shares { get; } = new();

    /// <summary>Depth; null when there is no such header.</summary>
    public string? Depth => Request.Headers["Depth"].ToString() is { Length: > 0 } depth ? depth.Trim().ToLowerInvariant() : null;

    /// <summary>Reports about the resource of the request alone are refused at any other depth (RFC 3744, sections 9.2 to 9.5).</summary>
    public void RequireDepthZero()
    {
        if (Depth is not (null or "0")) throw new DavException(StatusCodes.Status400BadRequest);
    }

    /// <summary>Tells the client that a preference was honoured (RFC 7240, section 3).</summary>
    public void Applied(string preference) => Response.Headers.Append("Preference-Applied", preference);
}
