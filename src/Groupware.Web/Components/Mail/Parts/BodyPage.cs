using System.Net;
using System.Text.RegularExpressions;

namespace Groupware.Web.Components.Mail.Parts;

/// <summary>The page inside the frame of a message.</summary>
internal static partial class BodyPage
{
    private const string Light = "color:#12181b;background:#fff";
    private const string Dark = "color:#e8edef;background:#161b1e";

    private const string Sheet =
        "html{font:14px/1.57 Inter,system-ui,'Segoe UI',Roboto,sans-serif}body{margin:0;overflow-wrap:break-word}img{max-width:100%;height:auto}" +
        "img:not([src]){display:inline-block;min-width:16px;min-height:16px;box-sizing:border-box;border:1px dashed #8a979d;background:none}" +
        "pre{white-space:pre-wrap}blockquote{margin:0 0 0 4px;padding-inline-start:12px;border-inline-start:2px solid #c3ccd0}table{max-width:100%}a{color:#0a626e}";

    /// <summary>Puts the cleaned body into a page. The cleaned markup itself is not touched.</summary>
    /// <param name="cleaned">From the cleaner.</param>
    /// <param name="look">"dark", "light" or "system".</param>
    public static string Of(string cleaned, string? look)
    {
        // text with hardly any formatting takes the theme; what brings its own colours keeps white paper
        var plain = !OwnColours().IsMatch(cleaned);
        var sheet = plain switch
        {
            true when look == "dark" => $"html{{color-scheme:dark}}body{{{Dark}}}a{{color:#6fcbd6}}",
            true when look != "light" => $"body{{{Light}}}@media(prefers-color-scheme:dark){{html{{color-scheme:dark}}body{{{Dark}}}a{{color:#6fcbd6}}}}",
            true => $"body{{{Light}}}",

            // on a dark page white paper has a margin; on a light one it is the page
            false when look == "dark" => $"html{{background:#fff}}body{{{Light};padding:12px 16px}}",
            false when look != "light" => $"html{{background:#fff}}body{{{Light}}}@media(prefers-color-scheme:dark){{body{{padding:12px 16px}}}}",
            false => $"html{{background:#fff}}body{{{Light}}}",
        };
        return $"<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><style>{Sheet}{sheet}</style></head><body>{cleaned}</body></html>";
    }

    public static string Gone(string sentence) => $"<!doctype html><html><head><meta charset=\"utf-8\"><style>{Sheet}</style></head><body><p>{WebUtility.HtmlEncode(sentence)}</p></body></html>";

    /// <summary>True when the message brings colours or pictures of its own.</summary>
    public static bool HasOwnLook(string html) => OwnColours().IsMatch(html);

    [GeneratedRegex(@"<style|bgcolor|background|color\s*[:=]|<font|<img|<table", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OwnColours();
}
