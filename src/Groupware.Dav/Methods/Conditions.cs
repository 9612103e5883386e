using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>If-Match and If-None-Match as the writer wants them (RFC 9110, section 13.1). A weak validator never matches a strong one.</summary>
internal static class Conditions
{
    public static Precondition Read(HttpRequest request) => new(Tags(request.Headers.IfMatch.ToString(), weak: false), Tags(request.Headers.IfNoneMatch.ToString(), weak: true));

    /// <summary>ETags without quotes; null when the header isn't there.</summary>
    private static List<string>? Tags(string header, bool weak)
    {
        if (string.IsNullOrWhiteSpace(header)) return null;
        var tags = new List<string>();
        foreach (var raw in header.Split(','))
        {
            var tag = raw.Trim();
            if (tag.StartsWith("W/", StringComparison.Ordinal))
            {
                if (!weak) continue;
                tag = tag[2..];
            }

            tags.Add(tag is ['"', .., '"'] ? tag[1..^1] : tag);
        }

        return tags;
    }
}
