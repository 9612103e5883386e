using System.Net;
using System.Text.RegularExpressions;

namespace Groupware.Web.Components.Settings;

/// <summary>The signature as lines of text, and as the HTML that is kept: nothing but text and line ends.</summary>
internal static partial class Signature
{
    public static string ToHtml(string text)
    {
        var lines = text.Trim('\r', '\n').ReplaceLineEndings("\n").Split('\n');
        return lines is [""] ? "" : string.Join("<br>", lines.Select(static line => WebUtility.HtmlEncode(line.TrimEnd())));
    }

    public static string ToText(string html)
    {
        var lines = LineEnd().Replace(html, "\n");
        return WebUtility.HtmlDecode(Tag().Replace(lines, "")).Trim('\n');
    }

    [GeneratedRegex(@"<br\s*/?>|</(div|p|li|tr)>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineEnd();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
