using System.Text;

namespace Groupware.Dav.Resources;

/// <summary>The decoded segments of a path below /dav/, read from the raw request target: an encoded slash is part of a name.</summary>
internal sealed record DavPath(IReadOnlyList<string> Segments, bool IsFolder)
{
    public const string Root = "/dav/";

    /// <summary>Reads an absolute path or URI.</summary>
    /// <returns>Null when it isn't below /dav/, or has dot segments, empty segments or control characters.</returns>
    public static DavPath? TryParse(string target)
    {
        if (target.IndexOfAny(['?', '#']) is >= 0 and var query) target = target[..query];
        if (target.Length == Root.Length - 1 && target + "/" == Root) return new DavPath([], IsFolder: true);
        if (!target.StartsWith(Root, StringComparison.Ordinal)) return null;
        var rest = target[Root.Length..];
        var folder = rest.Length == 0 || rest.EndsWith('/');
        if (rest.EndsWith('/')) rest = rest[..^1];
        if (rest.Length == 0) return new DavPath([], IsFolder: true);
        var segments = new List<string>();
        foreach (var raw in rest.Split('/'))
        {
            var segment = Uri.UnescapeDataString(raw);
            if (segment.Length is 0 or > 255 || segment is "." or ".." || segment.Any(c => char.IsControl(c) || c == '\uFFFD')) return null;
            segments.Add(segment);
        }

        return new DavPath(segments, folder);
    }

    /// <summary>One segment as it stands in an href; "@" stays readable.</summary>
    public static string Escape(string segment) => Uri.EscapeDataString(segment).Replace("%40", "@", StringComparison.Ordinal);

    /// <summary>The href of a folder.</summary>
    public static string Folder(params ReadOnlySpan<string> segments)
    {
        var href = new StringBuilder(Root);
        foreach (var segment in segments) href.Append(Escape(segment)).Append('/');
        return href.ToString();
    }
}
