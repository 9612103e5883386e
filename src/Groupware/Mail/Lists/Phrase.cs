using System.Globalization;
using System.Text;
using Groupware.Storage.Objects;

namespace Groupware.Mail.Lists;

/// <summary>
/// Whole words that follow each other. Case, accents, punctuation and line ends between them do not count, so that wrapped and quoted
/// text is found too; scripts without blanks count each sign as a word.
/// </summary>
internal sealed class Phrase
{
    private readonly string sought;

    private Phrase(string sought) => this.sought = sought;

    /// <summary>Null when the text has no word in it.</summary>
    public static Phrase? Of(string text) => Words(text) is { Length: > 1 } words ? new Phrase(words) : null;

    public bool IsIn(string? text) => !string.IsNullOrEmpty(text) && Words(text).Contains(sought, StringComparison.Ordinal);

    /// <summary>The words as they were typed, for a store that is asked for messages that may have the phrase.</summary>
    public static IReadOnlyList<string> Typed(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWord(rune) || IsMark(rune)) word.Append(rune.ToString());
            else Take();
        }
        Take();
        return words;

        void Take()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>One blank before, between and after the words.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii) Add(rune);
            else foreach (var part in SearchText.Decompose(rune.ToString()).EnumerateRunes()) Add(part);
        }
        if (words[^1] != ' ') words.Append(' ');
        return words.ToString();

        void Add(Rune rune)
        {
            if (IsMark(rune)) return;
            var word = IsWord(rune);
            if ((!word || StandsAlone(rune)) && words[^1] != ' ') words.Append(' ');
            if (!word) return;
            words.Append(Rune.ToLowerInvariant(rune).ToString());
            if (StandsAlone(rune)) words.Append(' ');
        }
    }

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune);

    // accents, and what is there only to break or hold a line
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || rune.Value is 0xAD or 0x200B or 0x200C or 0x200D or 0xFEFF;

    private static bool StandsAlone(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
