using System.Buffers;
using System.Text;

namespace Groupware.Formats.ContentLines;

/// <summary>Parameter values between their text and what stands on the line: quoting and the caret encoding of RFC 6868.</summary>
public static class ParameterValue
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(":;,");

    /// <summary>Undoes RFC 6868, section 3.1: <c>^n</c> is a line feed, <c>^'</c> a double quote, <c>^^</c> a caret; any other caret stands for itself.</summary>
    public static string Decode(string written)
    {
        if (!written.Contains('^'))
            return written;
        var text = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var next = written[i] == '^' && i + 1 < written.Length ? written[i + 1] : '\0';
            switch (next)
            {
                case 'n': text.Append('\n'); i++; break;
                case '\'': text.Append('"'); i++; break;
                case '^': text.Append('^'); i++; break;
                default: text.Append(written[i]); break;
            }
        }
        return text.ToString();
    }

    /// <summary>Writes a value: carets, quotes and line ends encoded, in double quotes when it holds a colon, semicolon or comma.</summary>
    /// <remarks>RFC 5545, section 3.2, and RFC 6868, section 3.1. Other control characters are left out: no grammar can carry them.</remarks>
    public static string Encode(string text)
    {
        var written = new StringBuilder(text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '^': written.Append("^^"); break;
                case '"': written.Append("^'"); break;
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n': break;
                case '\r' or '\n': written.Append("^n"); break;
                case '\t': written.Append('\t'); break;
                case < ' ' or '\u007f': break;
                default: written.Append(text[i]); break;
            }
        }
        if (text.AsSpan().IndexOfAny(Quoted) >= 0)
            written.Insert(0, '"').Append('"');
        return written.ToString();
    }
}
