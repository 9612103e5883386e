using Groupware.Dav.Resources;
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

    /// <summary>Depth; null when there is no such header.</summary>
    public string? Depth => Request.Headers["Depth"].ToString() is { Length: > 0 } depth ? depth.Trim().ToLowerInvariant() : null;

    /// <summary>Whether the client wrote this preference (RFC 7240): "return=minimal", "depth-noroot".</summary>
    public bool Prefers(string preference) =>
        Request.Headers["Prefer"].SelectMany(value => (value ?? "").Split([',', ';'])).Any(one => one.Trim().Replace("\"", "", StringComparison.Ordinal).Equals(preference, StringComparison.OrdinalIgnoreCase));
}
