using System.Xml.Linq;
using Groupware.Dav.Xml;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Filters;

/// <summary>text-match of CalDAV and CardDAV (RFC 4791, section 9.7.5; RFC 6352, section 10.5.4).</summary>
internal sealed class TextMatch
{
    private const int MaxNeedle = 200;

    private readonly Collation collation;
    private readonly string wanted;
    private readonly string how;

    private TextMatch(Collation collation, string wanted, string how, bool negate) => (this.collation, this.wanted, this.how, Negate) = (collation, wanted, how, negate);

    /// <summary>The answer is turned round.</summary>
    public bool Negate { get; }

    /// <summary>Reads a text-match element.</summary>
    /// <exception cref="DavException">403 with supported-collation or valid-filter.</exception>
    public static TextMatch Read(XElement element)
    {
        var ns = element.Name.Namespace;
        var byDefault = ns == XmlNames.A ? Collation.UnicodeCasemap : Collation.AsciiCasemap;
        var name = element.Attribute("collation")?.Value;
        var known = name is null or "default" ? byDefault : Collation.Find(name) ?? throw new DavException(StatusCodes.Status403Forbidden, ns + "supported-collation");
        var type = element.Attribute("match-type")?.Value ?? "contains";
        if (type is not ("contains" or "equals" or "starts-with" or "ends-with")) throw Filter.Invalid(ns);
        return new TextMatch(known, known.Fold(element.Value), type, element.Attribute("negate-condition")?.Value == "yes");
    }

    /// <summary>
    /// What stands, folded as <see cref="SearchText"/> does, in every text that matches; null when that can't be said. Folding for search goes further than
    /// any collation and letter by letter, so what holds the one holds the other; the letters that are an exception to it (a final sigma, an iota below) are no Latin ones.
    /// </summary>
    public string? Needle => !Negate && wanted.All(c => c is < '\u0250' or (>= '\u0300' and <= '\u036f' and not '\u0345')) && SearchText.Fold(wanted) is { Length: > 0 and <= MaxNeedle } folded ? folded : null;

    public bool Matches(string text)
    {
        var folded = collation.Fold(text);
        var found = how switch
        {
            "equals" => string.Equals(folded, wanted, StringComparison.Ordinal),
            "starts-with" => folded.StartsWith(wanted, StringComparison.Ordinal),
            "ends-with" => folded.EndsWith(wanted, StringComparison.Ordinal),
            _ => folded.Contains(wanted, StringComparison.Ordinal),
        };
        return found != Negate;
    }
}
