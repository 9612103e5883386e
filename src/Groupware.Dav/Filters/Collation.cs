using Groupware.Storage.Objects;

namespace Groupware.Dav.Filters;

/// <summary>How texts are compared (RFC 4790; RFC 4791, section 7.5.1; RFC 6352, section 8.3).</summary>
internal sealed record Collation(string Name, Func<string, string> Fold)
{
    public static readonly Collation AsciiCasemap = new("i;ascii-casemap", FoldAscii);
    public static readonly Collation Octet = new("i;octet", static text => text);

    /// <summary>RFC 5051: titlecase and compatibility decomposition; upper case serves as well, since both sides are folded.</summary>
    public static readonly Collation UnicodeCasemap = new("i;unicode-casemap", static text => SearchText.Decompose(text.ToUpperInvariant()));

    public static IEnumerable<string> Names => [AsciiCasemap.Name, Octet.Name, UnicodeCasemap.Name];

    /// <summary>The collation of that name; null when there is none.</summary>
    public static Collation? Find(string name) => name switch
    {
        "i;ascii-casemap" => AsciiCasemap,
        "i;octet" => Octet,
        "i;unicode-casemap" => UnicodeCasemap,
        _ => null,
    };

    private static string FoldAscii(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = source[i] is >= 'A' and <= 'Z' ? (char)(source[i] | 0x20) : source[i];
    });
}
