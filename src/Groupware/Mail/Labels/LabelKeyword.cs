using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Groupware.Mail.Labels;

/// <summary>
/// A label's name as a keyword of the store, and back. Letters, digits, "-" and "." stay, a blank is "_", every other octet of UTF-8 is "=XX":
/// <c>Été à Lyon</c> is <c>=C3=89t=C3=A9_=C3=A0_Lyon</c>. That is an atom (RFC 3501, section 9) in every store, other programs show something
/// that can be read, and the name comes back without our database.
/// </summary>
public static class LabelKeyword
{
    /// <summary>Longest keyword that we make. Dovecot refuses more than 50 octets; a longer name is cut and ends in a fingerprint.</summary>
    public const int MaxLength = 46;

    private const int Fingerprint = 8;

    // what programs note for themselves, without the "$" that is meant for it
    private static readonly HashSet<string> Notes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Junk", "NonJunk", "NotJunk", "JunkRecorded", "Forwarded", "Redirected", "MDNSent", "receipt-handled", "gnus-expire", "gnus-dormant", "gnus-save",
    };

    /// <summary>The five of Thunderbird, with the colours it gives them; other programs use the same.</summary>
    public static IReadOnlyList<(string Keyword, string Color)> Usual { get; } = [("$label1", "c7"), ("$label2", "c8"), ("$label3", "c11"), ("$label4", "c2"), ("$label5", "c4")];

    /// <summary>The keyword for a name. The same name gives the same keyword, whoever makes it.</summary>
    public static string Of(string name)
    {
        var text = name.Trim().Normalize(NormalizationForm.FormC);
        var keyword = new StringBuilder();
        var kept = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Append(keyword, rune);
            if (keyword.Length <= MaxLength - Fingerprint - 1) kept = keyword.Length;
        }

        if (keyword.Length <= MaxLength) return keyword.ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Fingerprint];
        return string.Create(CultureInfo.InvariantCulture, $"{keyword.ToString(0, kept)}-{hash}");
    }

    /// <summary>The name that a keyword was made of; for one that another program made by other rules, the keyword itself or what it means by ours.</summary>
    public static string NameOf(string keyword)
    {
        var octets = new List<byte>(keyword.Length);
        for (var at = 0; at < keyword.Length; at++)
        {
            if (keyword[at] == '=' && at + 2 < keyword.Length && byte.TryParse(keyword.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                at += 2;
            }
            else if (keyword[at] > 127) return keyword;
            else octets.Add(keyword[at] == '_' ? (byte)' ' : (byte)keyword[at]);
        }

        try
        {
            var name = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. octets]).Trim();
            return name.Length == 0 || name.Any(char.IsControl) ? keyword : name;
        }
        catch (DecoderFallbackException)
        {
            return keyword;
        }
    }

    /// <summary>It is for people: not a note of programs, as <c>$Forwarded</c> and <c>NonJunk</c> are (RFC 5788).</summary>
    public static bool IsLabel(string keyword) => IsUsual(keyword) || (keyword.Length > 0 && keyword[0] is not ('$' or '\\') && !Notes.Contains(keyword));

    /// <summary>One of <see cref="Usual"/>.</summary>
    public static bool IsUsual(string keyword) => Usual.Any(usual => string.Equals(usual.Keyword, keyword, StringComparison.OrdinalIgnoreCase));

    private static void Append(StringBuilder keyword, Rune rune)
    {
        if (rune.Value == ' ') keyword.Append('_');
        else if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '.')) keyword.Append((char)rune.Value);
        else
        {
            Span<byte> octets = stackalloc byte[4];
            foreach (var octet in octets[..rune.EncodeToUtf8(octets)]) keyword.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }
    }
}
