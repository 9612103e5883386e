using System.Buffers;
using System.Text;

namespace Groupware.Formats.ContentLines;

/// <summary>Writes content lines as octets.</summary>
/// <remarks>RFC 5545, section 3.1; RFC 6350, section 3.2.</remarks>
public static class ContentLineWriter
{
    /// <summary>Longest physical line in octets, without its line end.</summary>
    public const int LineLength = 75;

    /// <summary>Folds unfolded octets at 75 octets, never inside a UTF-8 sequence, and ends the line.</summary>
    /// <param name="unfolded">The whole content line without line end.</param>
    /// <param name="newline">The line end of the document: CR LF, or LF when it uses that.</param>
    /// <param name="fold">False leaves the line long (vCard 2.1 folds only at white space, many of its readers not at all).</param>
    public static byte[] Fold(ReadOnlySpan<byte> unfolded, ReadOnlySpan<byte> newline, bool fold = true)
    {
        var output = new ArrayBufferWriter<byte>(unfolded.Length + (unfolded.Length / 70 * 3) + 8);
        var room = LineLength;
        while (fold && unfolded.Length > room)
        {
            var cut = room;
            while (cut > room - 4 && (unfolded[cut] & 0xC0) == 0x80)
                cut--;
            if ((unfolded[cut] & 0xC0) == 0x80)
                cut = room;                 // no UTF-8: nothing to keep together
            output.Write(unfolded[..cut]);
            output.Write(newline);
            output.Write(" "u8);
            unfolded = unfolded[cut..];
            room = LineLength - 1;
        }
        output.Write(unfolded);
        output.Write(newline);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Name and parameters up to before the colon.</summary>
    internal static string Header(string group, string name, IEnumerable<(string Name, string Value)> parameters)
    {
        var header = new StringBuilder();
        if (group.Length > 0)
            header.Append(group).Append('.');
        header.Append(name);
        foreach (var (key, value) in parameters)
            header.Append(';').Append(key).Append('=').Append(ParameterValue.Encode(value));
        return header.ToString();
    }
}
