using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace Groupware.Mail.Reading;

/// <summary>
/// Cleans the HTML of messages. The frame it is shown in runs no scripts and loads nothing from outside by itself; this is the second wall.
/// Nothing may change the markup after it.
/// </summary>
public static partial class HtmlCleaner
{
    // beyond this a parser's recursion could end the process, and no mail program writes it
    private const int MaxDepth = 256;
    private const int MaxTags = 60_000;

    private static readonly string[] NoTags =
    [
        "form", "input", "button", "select", "textarea", "option", "optgroup", "label", "fieldset", "legend", "datalist", "keygen", "output", "progress", "meter",
        "menuitem", "menu", "command", "dialog", "details", "summary", "area", "map",
    ];

    private static readonly string[] NoAttributes =
    [
        "id", "name", "background", "action", "method", "enctype", "for", "form", "formaction", "usemap", "srcset", "ping", "cite", "longdesc", "dynsrc", "lowsrc",
        "autofocus", "autoplay", "contenteditable", "draggable", "dropzone", "hidden", "tabindex", "accesskey", "type", "value", "target", "rel", "data-*",
    ];

    private static readonly string[] NoProperties = ["position", "z-index", "top", "left", "right", "bottom", "clip", "clip-path", "cursor", "content", "counter-increment", "counter-reset", "quotes"];

    /// <summary>For the sandboxed frame: style sheets of the message stay, as far as they fetch nothing.</summary>
    /// <param name="html">As received.</param>
    /// <param name="pictures">What becomes of each picture.</param>
    /// <returns>The inside of a body; the text alone when the markup is too deep to be parsed safely.</returns>
    public static CleanedHtml ForFrame(string html, IPictureAddresses pictures) => Clean(html, pictures, sheets: true);

    /// <summary>For the editor, which is part of our own page: no style sheets and no classes.</summary>
    public static CleanedHtml ForEditor(string html, IPictureAddresses pictures) => Clean(html, pictures, sheets: false);

    private static CleanedHtml Clean(string html, IPictureAddresses pictures, bool sheets)
    {
        var state = new Pass(pictures);
        if (TooDeep(html)) return new CleanedHtml(System.Net.WebUtility.HtmlEncode(HtmlText.Of(html)).ReplaceLineEndings("<br>"), 0, 0);
        var sanitizer = Make(sheets, state);
        var clean = sanitizer.Sanitize(html, "");
        return new CleanedHtml(clean, state.Blocked, state.Shown);
    }

    private static HtmlSanitizer Make(bool sheets, Pass pass)
    {
        var sanitizer = new HtmlSanitizer { AllowDataAttributes = false, AllowCssCustomProperties = false, KeepChildNodes = true };
        foreach (var tag in NoTags) sanitizer.AllowedTags.Remove(tag);
        foreach (var attribute in NoAttributes) sanitizer.AllowedAttributes.Remove(attribute);
        foreach (var property in NoProperties) sanitizer.AllowedCssProperties.Remove(property);
        sanitizer.AllowedTags.Add("center");
        if (sheets)
        {
            sanitizer.AllowedTags.Add("style");
            sanitizer.AllowedAttributes.Add("class");
            sanitizer.AllowedAtRules.Clear();
            sanitizer.AllowedAtRules.Add(CssRuleType.Style);
            sanitizer.AllowedAtRules.Add(CssRuleType.Media);
        }
        else
        {
            sanitizer.AllowedTags.Remove("style");
            sanitizer.AllowedAttributes.Remove("class");
        }
        sanitizer.AllowedSchemes.Clear();
        foreach (var scheme in (string[])["http", "https", "mailto", "tel", "cid", "data"]) sanitizer.AllowedSchemes.Add(scheme);

        // no style fetches anything; a backslash can hide any word in CSS
        sanitizer.DisallowCssPropertyValue = Fetching();
        sanitizer.RemovingStyle += (_, e) =>
        {
            if (e.Style.Value.Contains("url", StringComparison.OrdinalIgnoreCase)) pass.Blocked++;
        };
        sanitizer.RemovingTag += (_, e) =>
        {
            // what stands in them is no text for people
            if (e.Tag.LocalName is "script" or "noscript" or "template" or "object" or "applet" or "iframe" or "title" or "head" or "noembed" or "noframes" or "math" or "svg") e.Tag.InnerHtml = "";
        };
        sanitizer.FilterUrl += (_, e) => e.SanitizedUrl = Address(e.Tag, e.OriginalUrl, pass);
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is not IElement element) return;
            if (element is IHtmlAnchorElement)
            {
                element.SetAttribute("target", "_blank");
                element.SetAttribute("rel", "noopener noreferrer");
            }
        };
        return sanitizer;
    }

    private static string? Address(IElement tag, string original, Pass pass)
    {
        var text = original.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return null;
        if (tag is IHtmlImageElement)
        {
            switch (uri.Scheme)
            {
                case "cid":
                    var inline = pass.Pictures.Inline(Uri.UnescapeDataString(text[4..]).Trim('<', '>'));
                    if (inline is not null) pass.Shown++;
                    return inline;
                case "data":
                    return PictureData().IsMatch(text) ? text : null;
                case "http" or "https":
                    var remote = pass.Pictures.Remote(uri);
                    if (remote is null) pass.Blocked++;
                    else pass.Shown++;
                    return remote;
                default:
                    return null;
            }
        }
        return tag is IHtmlAnchorElement && uri.Scheme is "http" or "https" or "mailto" or "tel" ? uri.AbsoluteUri : null;
    }

    /// <summary>A quick look before parsing. Elements that HTML closes by itself are not counted.</summary>
    private static bool TooDeep(string html)
    {
        var depth = 0;
        var tags = 0;
        foreach (var match in Tag().EnumerateMatches(html))
        {
            if (++tags > MaxTags) return true;
            var tag = html.AsSpan(match.Index + 1, match.Length - 1);
            if (tag[0] == '/') depth = Math.Max(0, depth - 1);
            else if (!ClosesItself(tag) && ++depth > MaxDepth) return true;
        }
        return false;
    }

    private static bool ClosesItself(ReadOnlySpan<char> name)
    {
        foreach (var known in (ReadOnlySpan<string>)["p", "br", "hr", "img", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "meta", "link", "input", "col", "area", "base", "wbr", "o", "option"])
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    [GeneratedRegex(@"</?[a-zA-Z][a-zA-Z0-9]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"url|image|expression|\\|script|behaviou?r|binding|import|element\s*\(|src\s*\(|var\s*\(|attr\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fetching();

    [GeneratedRegex(@"^data:image/(?:png|jpeg|jpg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PictureData();

    private sealed class Pass(IPictureAddresses pictures)
    {
        public IPictureAddresses Pictures { get; } = pictures;

        public int Blocked { get; set; }

        public int Shown { get; set; }
    }
}

/// <summary>HTML that may be shown.</summary>
/// <param name="Html">The inside of a body.</param>
/// <param name="BlockedPictures">Pictures and backgrounds that would have been fetched from elsewhere.</param>
/// <param name="ShownPictures">Pictures that have an address of ours.</param>
public sealed record CleanedHtml(string Html, int BlockedPictures, int ShownPictures);

/// <summary>Where pictures of a message are fetched.</summary>
public interface IPictureAddresses
{
    /// <summary>Address of a part by its Content-ID; null leaves the picture out.</summary>
    string? Inline(string contentId);

    /// <summary>Address of a remote picture, through our own proxy; null blocks it.</summary>
    string? Remote(Uri address);
}
