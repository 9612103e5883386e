using System.Text.RegularExpressions;
using Ganss.Xss;

namespace Groupware.Mail.Composing;

/// <summary>What the editor wrote, as it goes out: nothing in it but what mail may carry. The folded quote does not pass here.</summary>
public static partial class ComposedHtml
{
    /// <summary>Cleans it; the pictures keep their address <c>/api/pictures/{id}</c> until <see cref="WithContentIds"/>.</summary>
    public static string Clean(string html)
    {
        var sanitizer = new HtmlSanitizer { AllowDataAttributes = false, AllowCssCustomProperties = false, KeepChildNodes = true };
        foreach (var tag in (string[])["form", "input", "button", "select", "textarea", "option", "label", "fieldset", "legend", "style", "details", "summary", "dialog", "map", "area"]) sanitizer.AllowedTags.Remove(tag);
        foreach (var attribute in (string[])["id", "name", "class", "action", "background", "srcset", "usemap", "contenteditable", "tabindex", "autofocus"]) sanitizer.AllowedAttributes.Remove(attribute);
        sanitizer.AllowedSchemes.Clear();
        foreach (var scheme in (string[])["http", "https", "mailto", "tel", "cid", "data"]) sanitizer.AllowedSchemes.Add(scheme);
        sanitizer.AllowedAttributes.Add("type");   // blockquote type="cite": how mail programs know a quotation
        sanitizer.FilterUrl += (_, e) =>
        {
            var picture = e.OriginalUrl.StartsWith("/api/pictures/", StringComparison.Ordinal);
            var data = e.OriginalUrl.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
            var image = string.Equals(e.Tag.LocalName, "img", StringComparison.Ordinal);
            if (picture || (data && image && PictureData().IsMatch(e.OriginalUrl))) e.SanitizedUrl = image ? e.OriginalUrl : null;
            else if (data) e.SanitizedUrl = null;
        };
        return sanitizer.Sanitize(html, "");
    }

    /// <summary>Ids of the pictures that the HTML shows, each once.</summary>
    public static IReadOnlyList<Guid> Pictures(string html) =>
        [.. PictureAddress().Matches(html).Select(m => Guid.ParseExact(m.Groups["id"].Value, "N")).Distinct()];

    /// <summary>Our addresses become <c>cid:</c>; not a byte besides changes.</summary>
    public static string WithContentIds(string html, IReadOnlyDictionary<Guid, string> contentIds) =>
        PictureAddress().Replace(html, m => contentIds.TryGetValue(Guid.ParseExact(m.Groups["id"].Value, "N"), out var contentId) ? $"src=\"cid:{contentId}\"" : m.Value);

    [GeneratedRegex("src=\"/api/pictures/(?<id>[0-9a-f]{32})\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PictureAddress();

    [GeneratedRegex(@"^data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PictureData();
}
