using System.Net;
using System.Text;

namespace Groupware.Mail.Reading;

/// <summary>The words of an HTML text, for previews, plain answers and messages too odd to be shown as HTML. Linear time, no parser.</summary>
public static class HtmlText
{
    /// <summary>Tags become line ends where they make one, scripts and styles go, entities are resolved.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length / 2);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                text.Append(html, at, html.Length - at);
                break;
            }
            text.Append(html, at, open - at);
            if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = html.IndexOf("-->", open, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end + 3;
                continue;
            }
            if (open + 1 >= html.Length || !(char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!' or '?'))
            {
                text.Append('<');
                at = open + 1;
                continue;
            }
            var close = html.IndexOf('>', open);
            if (close < 0) break;
            var name = Name(html.AsSpan(open + 1, close - open - 1));
            at = close + 1;
            if (name is "script" or "style" or "title")
            {
                var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                at = end < 0 ? html.Length : end;
            }
            else if (name is "br" or "p" or "div" or "tr" or "li" or "h1" or "h2" or "h3" or "table" or "blockquote" && (text.Length == 0 || text[^1] != '\n')) text.Append('\n');
            else if (name is "td" or "th") text.Append(' ');
        }
        var decoded = WebUtility.HtmlDecode(text.ToString());
        var lines = decoded.ReplaceLineEndings("\n").Split('\n').Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return string.Join('\n', lines).Trim();
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var start = tag.Length > 0 && tag[0] == '/' ? 1 : 0;
        var end = start;
        while (end < tag.Length && end - start < 12 && char.IsAsciiLetterOrDigit(tag[end])) end++;
        return tag[start..end].ToString().ToLowerInvariant();
    }
}
