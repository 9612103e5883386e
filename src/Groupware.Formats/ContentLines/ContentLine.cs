using System.Buffers;
using System.Text;

namespace Groupware.Formats.ContentLines;

/// <summary>One logical line of iCalendar or vCard: its octets exactly as they were, and what they mean. Immutable; a change makes a new line.</summary>
/// <remarks>
/// RFC 5545, section 3.1:
/// <code>DTSTART;TZID=Europe/Paris;X-A="a;b":20260329T090000</code>
/// A line that breaks the grammar has the empty name, the whole of it as value and <see cref="Defect"/> set.
/// </remarks>
public sealed class ContentLine
{
    private static readonly UTF8Encoding Strict = new(false, true);

    private static readonly SearchValues<byte> NoNames = SearchValues.Create([.. Enumerable.Range(0, 33).Select(i => (byte)i), (byte)'"', (byte)',', (byte)'=', 0x7F]);

    /// <summary>Names that come up all the time, so that each line needn't make its own text of them.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new HashSet<string>(
        ("BEGIN END VERSION PRODID CALSCALE METHOD UID DTSTAMP DTSTART DTEND DUE DURATION SUMMARY DESCRIPTION LOCATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE CREATED "
        + "LAST-MODIFIED STATUS CLASS TRANSP CATEGORIES ORGANIZER ATTENDEE PRIORITY PERCENT-COMPLETE COMPLETED ACTION TRIGGER TZID TZNAME TZOFFSETFROM TZOFFSETTO "
        + "RELATED-TO URL ATTACH GEO FN N EMAIL TEL ADR ORG TITLE NOTE BDAY PHOTO REV KIND NICKNAME").Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly ReadOnlyMemory<byte> unfolded;
    private readonly int headerLength;
    private readonly LineSyntax syntax;
    private string? rawValue;

    private ContentLine(ReadOnlyMemory<byte> raw, int number, bool folded, LineSyntax syntax)
    {
        Raw = raw;
        Number = number;
        this.syntax = syntax;
        unfolded = Unfold(raw, folded, syntax);
        var octets = unfolded.Span;
        Parameters = [];
        Group = "";
        Name = "";
        if (octets.Trim(" \t\r"u8).IsEmpty)
        {
            IsBlank = true;
            return;
        }
        headerLength = Parse(octets, tolerateQuotes: false) is var strict and >= 0 ? strict : Parse(octets, tolerateQuotes: true);
        if (headerLength >= 0)
            return;
        headerLength = 0;
        Parameters = [];
        Group = "";
        Name = "";
        Defect = octets.Contains((byte)':')
            ? new ContentLineDefect(number, 1, "a content line begins with a name (RFC 5545, section 3.1)")
            : new ContentLineDefect(number, octets.Length, "a content line has a colon before its value (RFC 5545, section 3.1)");
    }

    /// <summary>All octets of the line, with folding and line end.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Physical line where it began when it was read, from 1; 0 for a line made here.</summary>
    public int Number { get; }

    /// <summary>vCard group as written; empty when there is none.</summary>
    public string Group { get; private set; }

    /// <summary>Name as written, without group; compared without regard to case. Empty for blank and broken lines.</summary>
    public string Name { get; private set; }

    /// <summary>Parameters in their order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; }

    /// <summary>Nothing but white space.</summary>
    public bool IsBlank { get; }

    /// <summary>What is wrong with the line; null for a well-formed or blank one.</summary>
    public ContentLineDefect? Defect { get; }

    /// <summary>Octets after the colon, unfolded; of a broken line all of it.</summary>
    public ReadOnlySpan<byte> ValueOctets => Name.Length > 0 ? unfolded.Span[(headerLength + 1)..] : unfolded.Span;

    /// <summary>The value as text, still escaped. Octets that are no UTF-8 are read as Latin-1.</summary>
    public string RawValue => rawValue ??= Decode(ValueOctets);

    /// <summary>Whether it is called so.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first parameter of that name; null when there is none.</summary>
    public Parameter? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Is(name))
                return parameter;
        }
        return null;
    }

    /// <summary>Reads one logical line that <see cref="ContentLineReader"/> cut out.</summary>
    public static ContentLine Read(ref ContentLineReader reader, LineSyntax syntax) =>
        new(reader.Current, reader.Number, reader.Folded, syntax);

    /// <summary>Makes a new line.</summary>
    public static ContentLine Create(string group, string name, string rawValue, IEnumerable<(string Name, string Value)> parameters, LineStyle style) =>
        Build(Encoding.UTF8.GetBytes(ContentLineWriter.Header(group, name, parameters)), Encoding.UTF8.GetBytes(OneLine(rawValue)), style);

    /// <summary>The same line with another value; name and parameters keep their octets.</summary>
    public ContentLine WithRawValue(string value, LineStyle style) =>
        Build(unfolded.Span[..headerLength], Encoding.UTF8.GetBytes(OneLine(value)), style);

    /// <summary>The same line with a parameter replaced in its place, added at the end, or (null) removed; the value and all other parameters keep their octets.</summary>
    public ContentLine WithParameter(string name, IReadOnlyList<string>? values, LineStyle style)
    {
        var octets = unfolded.Span[..headerLength];
        var written = values is null ? [] : Encoding.UTF8.GetBytes(name + "=" + string.Join(',', values.Select(ParameterValue.Encode)));
        byte[] header;
        if (Parameter(name) is { } old)
        {
            var (start, length) = old.Octets.GetOffsetAndLength(headerLength);
            header = values is null
                ? [.. octets[..(start - 1)], .. octets[(start + length)..]]
                : [.. octets[..start], .. written, .. octets[(start + length)..]];
        }
        else if (values is null)
            return this;
        else
            header = [.. octets, (byte)';', .. written];
        return Build(header, ValueOctets, style);
    }

    /// <summary>The same line under another name; group, parameters and value keep their octets.</summary>
    public ContentLine WithName(string name, LineStyle style)
    {
        var header = unfolded.Span[..headerLength];
        var end = header.IndexOf((byte)';');
        var parameters = end < 0 ? default : header[end..];
        return Build([.. Encoding.UTF8.GetBytes(Group.Length > 0 ? Group + "." + name : name), .. parameters], ValueOctets, style);
    }

    /// <summary>The same line with the given line end.</summary>
    internal ContentLine EndedBy(LineStyle style) => new((byte[])[.. Raw.Span, .. style.Newline], Number, folded: true, syntax);

    /// <summary>Whether the octets end with a line end.</summary>
    internal bool IsEnded => Raw.Span is [.., (byte)'\n'];

    /// <inheritdoc/>
    public override string ToString() => Decode(unfolded.Span);

    private static ContentLine Build(ReadOnlySpan<byte> header, ReadOnlySpan<byte> value, LineStyle style)
    {
        byte[] line = [.. header, (byte)':', .. value];
        return new ContentLine(ContentLineWriter.Fold(line, style.Newline, style.Fold), 0, folded: true, style.Syntax);
    }

    /// <summary>Name of a logical line by its first octets, without reading it: true when the line is surely well-formed and the name stands before the first fold.</summary>
    internal static bool TryPeekName(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> name)
    {
        var at = raw.IndexOfAny((byte)':', (byte)';', (byte)'\n');
        name = at > 0 ? raw[..at] : default;
        return at > 0 && raw[at] != '\n' && name.IndexOfAny(NoNames) < 0
            && (raw[at] == ':' || (raw[at..].Contains((byte)':') && !raw.Contains((byte)'"')));
    }

    private static string NameText(ReadOnlySpan<byte> octets)
    {
        Span<char> text = stackalloc char[32];
        return octets.Length <= text.Length && Ascii.ToUtf16(octets, text, out var length) == OperationStatus.Done && Known.TryGetValue(text[..length], out var known)
            ? known
            : Decode(octets);
    }

    private static string OneLine(string value) => value.AsSpan().IndexOfAny('\r', '\n') < 0 ? value : value.ReplaceLineEndings("");

    private static string Decode(ReadOnlySpan<byte> octets)
    {
        try
        {
            return Strict.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(octets);
        }
    }

    private static ReadOnlyMemory<byte> Unfold(ReadOnlyMemory<byte> raw, bool folded, LineSyntax syntax)
    {
        var octets = raw.Span;
        var end = octets.Length;
        if (end > 0 && octets[end - 1] == '\n')
            end -= end > 1 && octets[end - 2] == '\r' ? 2 : 1;
        if (!folded)
            return raw[..end];
        var output = new byte[end];
        var length = 0;
        var soft = false;
        for (var i = 0; i < end; i++)
        {
            var lineEnd = octets[i] == '\n' ? 1 : octets[i] == '\r' && i + 1 < end && octets[i + 1] == '\n' ? 2 : 0;
            if (lineEnd == 0)
            {
                output[length++] = octets[i];
                continue;
            }
            i += lineEnd;
            soft = syntax == LineSyntax.VCard && length > 0 && output[length - 1] == '=' && IsQuotedPrintable(output.AsSpan(0, length));
            if (soft)
                length--;
            if (i < end && octets[i] is not ((byte)' ' or (byte)'\t'))
                i--;
        }
        return output.AsMemory(0, length);
    }

    private static bool IsQuotedPrintable(ReadOnlySpan<byte> octets)
    {
        var colon = octets.IndexOf((byte)':');
        return colon > 0 && Encoding.Latin1.GetString(octets[..colon]).Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Fills in group, name and parameters.</summary>
    /// <returns>Length of what stands before the colon; -1 when the grammar is broken.</returns>
    private int Parse(ReadOnlySpan<byte> octets, bool tolerateQuotes)
    {
        var at = octets.IndexOfAny((byte)':', (byte)';');
        if (at <= 0)
            return -1;
        if (octets[..at].IndexOfAny(NoNames) >= 0)
            return -1;
        var name = NameText(octets[..at]);
        var dot = syntax == LineSyntax.VCard ? name.LastIndexOf('.') : -1;
        if (dot == name.Length - 1)
            return -1;
        var found = octets[at] == ';' ? new List<Parameter>() : null;
        while (octets[at] == ';')
        {
            var start = at + 1;
            var quoted = false;
            for (at = start; at < octets.Length && (quoted || octets[at] is not ((byte)':' or (byte)';')); at++)
            {
                if (octets[at] == '"' && !tolerateQuotes)
                    quoted = !quoted;
            }
            if (at >= octets.Length)
                return -1;
            found!.Add(ReadParameter(octets[start..at], start));
        }
        Group = dot > 0 ? name[..dot] : "";
        Name = dot >= 0 ? name[(dot + 1)..] : name;
        Parameters = found ?? (IReadOnlyList<Parameter>)[];
        return at;
    }

    private static Parameter ReadParameter(ReadOnlySpan<byte> octets, int start)
    {
        var range = start..(start + octets.Length);
        var equals = octets.IndexOf((byte)'=');
        if (equals < 0)
            return new Parameter(Decode(octets).Trim(), []) { Octets = range };
        var values = new List<string>();
        var written = Decode(octets[(equals + 1)..]);
        var from = 0;
        var quoted = false;
        for (var i = 0; i <= written.Length; i++)
        {
            if (i < written.Length && written[i] == '"')
                quoted = !quoted;
            if (i < written.Length && (quoted || written[i] != ','))
                continue;
            var value = written[from..i].Trim();
            if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
                value = value[1..^1];
            values.Add(ParameterValue.Decode(value));
            from = i + 1;
        }
        return new Parameter(Decode(octets[..equals]).Trim(), values) { Octets = range };
    }
}
