using System.Globalization;
using System.Text;

namespace Groupware.Storage.Objects;

/// <summary>Folds a text for searching, the same for both databases: neither of them does ø, ł, ß, æ and œ.</summary>
public static class SearchText
{
    /// <summary>Compatibility decomposition of any text: the one character that .NET does not normalise (U+FFFE, which no text means) is taken for the replacement character.</summary>
    public static string Decompose(string text) => text.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD);

    /// <summary>Compatibility forms apart, marks off, lower case: "Łukasz Ørsted" becomes "lukasz orsted".</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length + 8);
        foreach (var c in Decompose(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            _ = c switch
            {
                'ø' or 'Ø' => folded.Append('o'),
                'ł' or 'Ł' => folded.Append('l'),
                'ß' or 'ẞ' => folded.Append("ss"),
                'æ' or 'Æ' => folded.Append("ae"),
                'œ' or 'Œ' => folded.Append("oe"),
                'đ' or 'Đ' or 'ð' or 'Ð' => folded.Append('d'),
                'ı' => folded.Append('i'),
                'þ' or 'Þ' => folded.Append("th"),
                _ => folded.Append(char.ToLowerInvariant(c)),
            };
        }

        return folded.ToString();
    }
}
