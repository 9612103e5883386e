using System.Globalization;
using System.Text;

namespace Groupware.Mail.Reading;

/// <summary>Makes a file name of somebody else's safe to show and to save.</summary>
public static class FileNames
{
    private const int MaxLength = 150;

    /// <summary>No path, no control, direction or invisible characters, no leading dot, not too long; the extension survives the cut.</summary>
    public static string Safe(string? name, string otherwise)
    {
        if (string.IsNullOrWhiteSpace(name)) return otherwise;
        var last = name.LastIndexOfAny(['/', '\\']);
        if (last >= 0) name = name[(last + 1)..];
        var safe = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (kind is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            if (rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*')
            {
                safe.Append('_');
                continue;
            }
            safe.Append(kind == UnicodeCategory.SpaceSeparator ? " " : rune.ToString());
        }
        var result = safe.ToString().Trim().TrimStart('.').TrimEnd('.', ' ');
        if (result.Length > MaxLength)
        {
            var extension = Path.GetExtension(result);
            if (extension.Length > 12) extension = "";
            var stem = result[..(MaxLength - extension.Length)];
            if (char.IsHighSurrogate(stem[^1])) stem = stem[..^1];
            result = stem + extension;
        }
        return result.Length == 0 ? otherwise : result;
    }
}
