namespace Groupware.Formats.ContentLines;

/// <summary>Cuts a text into content lines without losing an octet: folding, line ends of any kind, blank lines and what follows the last line end all stay in <see cref="ContentLine.Raw"/>.</summary>
/// <remarks>RFC 5545, section 3.1. A line ends with CR LF or a bare LF; a lone CR belongs to the value. One pass, no copies.</remarks>
public ref struct ContentLineReader
{
    private readonly ReadOnlyMemory<byte> text;
    private readonly LineSyntax syntax;
    private int position;
    private int line;

    /// <summary>Starts at the beginning of the text (a byte order mark is the caller's to skip, see <see cref="MarkLength"/>).</summary>
    public ContentLineReader(ReadOnlyMemory<byte> text, LineSyntax syntax)
    {
        this.text = text;
        this.syntax = syntax;
        line = 1;
    }

    /// <summary>Octets of the logical line just read, with its folding and line end.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Physical line where it starts, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether it has more than one physical line.</summary>
    public bool Folded { get; private set; }

    /// <summary>Length of a UTF-8 byte order mark at the beginning: 3 or 0.</summary>
    public static int MarkLength(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Goes to the next logical line.</summary>
    public bool Read()
    {
        var octets = text.Span;
        if (position >= octets.Length)
            return false;
        var start = position;
        Number = line;
        Folded = false;
        while (true)
        {
            var from = position;
            var at = octets[position..].IndexOf((byte)'\n');
            position = at < 0 ? octets.Length : position + at + 1;
            line++;
            if (at < 0 || position >= octets.Length)
                break;
            var blank = IsBlank(octets[from..position]);
            if (octets[position] is (byte)' ' or (byte)'\t' && !(blank && from == start))
            {
                Folded = true;
                continue;
            }
            if (syntax == LineSyntax.VCard && EndsSoftly(octets[from..position]) && IsQuotedPrintable(octets[start..position]))
            {
                Folded = true;
                continue;
            }
            break;
        }
        Current = text[start..position];
        return true;
    }

    private static bool IsBlank(ReadOnlySpan<byte> physical) => physical.Trim(" \t\r\n"u8).IsEmpty;

    private static bool EndsSoftly(ReadOnlySpan<byte> physical) => physical.TrimEnd("\r\n"u8) is [.., (byte)'='];

    private static bool IsQuotedPrintable(ReadOnlySpan<byte> logical)
    {
        var colon = logical.IndexOf((byte)':');
        if (colon < 0)
            return false;
        ReadOnlySpan<byte> word = "QUOTED-PRINTABLE"u8;
        for (var i = 0; i + word.Length <= colon; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(logical.Slice(i, word.Length), word))
                return true;
        }
        return false;
    }
}
