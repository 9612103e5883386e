using System.Text;

namespace Groupware.Mail.Reading;

/// <summary>Puts the lines of format=flowed text together again (RFC 3676, section 4.2).</summary>
public static class FlowedText
{
    /// <summary>A line that ends in a blank goes on in the next one, if both are quoted alike. "-- " stands alone.</summary>
    /// <param name="text">The text as sent.</param>
    /// <param name="deleteSpace">DelSp=yes: the blank at the end belongs to the soft break, not to the text.</param>
    public static string Unfold(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var open = false;
        var depth = -1;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var quote = 0;
            while (quote < raw.Length && raw[quote] == '>') quote++;
            var line = raw[quote..];
            if (line.StartsWith(' ')) line = line[1..];
            var signature = line == "-- ";
            if (open && depth == quote && !signature)
            {
                if (deleteSpace) result.Length--;
                result.Append(line);
            }
            else
            {
                if (depth >= 0) result.Append('\n');
                if (quote > 0) result.Append('>', quote).Append(' ');
                result.Append(line);
            }
            open = line.EndsWith(' ') && !signature;
            depth = quote;
        }
        return result.ToString();
    }
}
