using System.Globalization;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>A 3.0 card as 4.0 and a 4.0 card as 3.0, for programs that ask for the other version. Lines that mean the same in both stay octet for octet.</summary>
/// <remarks>RFC 6350, appendix A, and RFC 6352, section 5.1.1; for what 3.0 has no word for, the names that Apple's programs write.</remarks>
public static class CardConversion
{
    private const string OmittedYear = "1604";

    private static readonly (string V30, string V40)[] Names =
    [
        ("X-ADDRESSBOOKSERVER-KIND", "KIND"), ("X-ADDRESSBOOKSERVER-MEMBER", "MEMBER"), ("X-ANNIVERSARY", "ANNIVERSARY"), ("X-GENDER", "GENDER"), ("X-RELATED", "RELATED"), ("X-LANG", "LANG"),
    ];

    /// <summary>The text in another version; the same octets when it is in that version already, is 2.1, or is no card.</summary>
    public static ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> text, VCardVersion version)
    {
        if (version == VCardVersion.V21 || !CardDocument.TryParse(text, out var document) || document.Version == version || document.Version == VCardVersion.V21)
            return text;
        foreach (var card in document.Cards)
        {
            foreach (var property in card.Properties.ToList())
            {
                if (version == VCardVersion.V30)
                    To30(property);
                else
                    To40(property);
            }
            card.Set("VERSION", version == VCardVersion.V30 ? "3.0" : "4.0");
            if (version == VCardVersion.V30 && card.Property("N") is null)
                card.Add("N", (card.Property("FN")?.RawValue ?? "") + ";;;;");
        }
        return document.ToBytes();
    }

    private static void To30(Property property)
    {
        var types = property.ParameterValues("TYPE").SelectMany(v => v.Split(',')).ToList();        // 4.0 may quote the list: TYPE="cell,voice"
        if (property.Parameter("PREF") is not null)
        {
            property.SetParameter("PREF", null);
            types.Add("PREF");
        }
        if (types.Count > 0)
            property.SetParameterValues("TYPE", types);
        switch (property.Name.ToUpperInvariant())
        {
            case "TEL" when property.RawValue.StartsWith("tel:", StringComparison.OrdinalIgnoreCase):
                property.SetParameter("VALUE", null);
                property.SetRaw(property.RawValue[4..]);
                break;
            case "PHOTO" or "LOGO" or "SOUND" or "KEY":
                Embed(property);
                break;
            case "BDAY" or "ANNIVERSARY":
                Date30(property);
                break;
            case "GEO" when property.RawValue.StartsWith("geo:", StringComparison.OrdinalIgnoreCase):
                property.SetRaw(property.RawValue[4..].Split(';')[0].Replace(',', ';'));
                break;
            default:
                break;
        }
        if (Array.Find(Names, n => property.Is(n.V40)) is { V30: { } name })
            property.Rename(name);
    }

    private static void To40(Property property)
    {
        if (PropertyTypes.Has(property, "pref"))
        {
            PropertyTypes.Set(property, [], ["pref"], VCardVersion.V40);
            property.SetParameter("PREF", "1");
        }
        if (Array.Find(Names, n => property.Is(n.V30)) is { V40: { } name })
            property.Rename(name);
        switch (property.Name.ToUpperInvariant())
        {
            case "PHOTO" or "LOGO" or "SOUND" or "KEY" when property.Parameter("ENCODING") is { } encoding && encoding.ToUpperInvariant() is "B" or "BASE64":
                var type = property.ParameterValues("TYPE").FirstOrDefault(t => t.Length > 0) ?? "octet-stream";
                var media = type.Contains('/', StringComparison.Ordinal) ? type : (property.Is("SOUND") ? "audio/" : property.Is("KEY") ? "application/" : "image/") + type;
                property.SetParameter("ENCODING", null);
                property.SetParameter("TYPE", null);
                property.SetParameter("VALUE", null);
                property.SetRaw($"data:{media.ToLowerInvariant()};base64,{property.RawValue}");
                break;
            case "BDAY" or "ANNIVERSARY":
                Date40(property);
                break;
            case "GEO" when !property.RawValue.Contains(':', StringComparison.Ordinal):
                property.SetRaw("geo:" + property.RawValue.Replace(';', ','));
                break;
            default:
                break;
        }
    }

    /// <summary><c>data:image/jpeg;base64,…</c> -> ENCODING=b and TYPE; any other URI says that it is one.</summary>
    private static void Embed(Property property)
    {
        var raw = property.RawValue;
        var comma = raw.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase);
        if (!raw.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || comma < 0)
        {
            property.SetParameter("VALUE", "uri");
            return;
        }
        var media = raw[5..comma].Split(';')[0];
        property.SetParameter("VALUE", null);
        property.SetParameter("MEDIATYPE", null);
        property.SetParameter("ENCODING", "b");
        property.SetParameter("TYPE", media[(media.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant());
        property.SetRaw(raw[(comma + 8)..]);
    }

    /// <summary><c>19850412</c> -> <c>1985-04-12</c>; <c>--0412</c> -> 1604 with the word that says so.</summary>
    private static void Date30(Property property)
    {
        var raw = property.RawValue.Trim();
        var day = raw.Split('T')[0];
        if (day.Length == 8 && Digits(day))
            property.SetRaw($"{day[..4]}-{day[4..6]}-{day[6..]}{raw[8..]}");
        else if (day.Length == 6 && day.StartsWith("--", StringComparison.Ordinal) && Digits(day[2..]))
        {
            property.SetParameter("X-APPLE-OMIT-YEAR", OmittedYear);
            property.SetRaw($"{OmittedYear}-{day[2..4]}-{day[4..]}");
        }
    }

    private static void Date40(Property property)
    {
        var raw = property.RawValue.Trim();
        if (!DateOnly.TryParseExact(raw.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return;
        var withoutYear = property.Parameter("X-APPLE-OMIT-YEAR") == date.Year.ToString(CultureInfo.InvariantCulture);
        property.SetParameter("X-APPLE-OMIT-YEAR", null);
        property.SetParameter("VALUE", null);
        property.SetRaw(withoutYear ? date.ToString("'--'MMdd", CultureInfo.InvariantCulture) : date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
    }

    private static bool Digits(string text) => text.All(char.IsAsciiDigit);
}
