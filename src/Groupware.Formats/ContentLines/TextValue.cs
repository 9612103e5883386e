using System.Text;

namespace Groupware.Formats.ContentLines;

/// <summary>TEXT values: backslash escapes and the lists and structures built on them.</summary>
/// <remarks>RFC 5545, section 3.3.11; RFC 6350, section 3.4.</remarks>
public static class TextValue
{
    /// <summary>Text of an escaped value. An unknown escape keeps its backslash, a backslash at the end stays.</summary>
    public static string Unescape(string raw)
    {
        if (!raw.Contains('\\'))
            return raw;
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            switch (raw[i])
            {
                case 'n' or 'N': text.Append('\n'); break;
                case '\\' or ',' or ';' or ':' or '"': text.Append(raw[i]); break;
                default: text.Append('\\').Append(raw[i]); break;
            }
        }
        return text.ToString();
    }

    /// <summary>Escapes a text: backslash, comma, semicolon and line ends. Control characters that no line can carry are left out.</summary>
    public static string Escape(string text)
    {
        var raw = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' or ',' or ';': raw.Append('\\').Append(text[i]); break;
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n': break;
                case '\r' or '\n': raw.Append("\\n"); break;
                case '\t': raw.Append('\t'); break;
                case < ' ' or '\u007f': break;
                default: raw.Append(text[i]); break;
            }
        }
        return raw.ToString();
    }

    /// <summary>Splits at a separator that isn't escaped; the parts stay escaped. Always at least one part.</summary>
    public static IReadOnlyList<string> Split(string raw, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
                i++;
            else if (raw[i] == separator)
            {
                parts.Add(raw[start..i]);
                start = i + 1;
            }
        }
        parts.Add(raw[start..]);
        return parts;
    }

    /// <summary>Texts of a comma separated list, without empty ones.</summary>
    public static IReadOnlyList<string> UnescapeList(string raw) =>
        Split(raw, ',').Select(part => Unescape(part).Trim()).Where(part => part.Length > 0).ToList();

    /// <summary>A comma separated list of texts.</summary>
    public static string EscapeList(IEnumerable<string> texts) => string.Join(',', texts.Select(Escape));
}
