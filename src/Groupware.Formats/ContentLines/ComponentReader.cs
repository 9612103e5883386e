namespace Groupware.Formats.ContentLines;

/// <summary>Builds the tree of components from a text. Never fails: what breaks a rule is kept in its place and listed.</summary>
internal static class ComponentReader
{
    /// <summary>Deeper nesting is kept as plain lines: no format of ours nests more than four.</summary>
    private const int Depth = 32;

    internal static Component Read(ReadOnlyMemory<byte> text, LineSyntax syntax, out ReadOnlyMemory<byte> mark, out List<ContentLineDefect> defects)
    {
        defects = [];
        var markLength = ContentLineReader.MarkLength(text.Span);
        mark = text[..markLength];
        text = text[markLength..];
        var style = new LineStyle(syntax, UsesCrLf(text.Span), Fold: syntax == LineSyntax.ICalendar || !IsVersion21(text.Span));
        var around = new Component("", null, null, style);
        var open = new Stack<Component>();
        open.Push(around);
        var reader = new ContentLineReader(text, syntax);
        while (reader.Read())
        {
            var line = ContentLine.Read(ref reader, syntax);
            var current = open.Peek();
            if (line.Is("BEGIN") && open.Count <= Depth)
            {
                var inner = new Component(line.RawValue.Trim().ToUpperInvariant(), line, null, style);
                current.Append(inner);
                open.Push(inner);
            }
            else if (line.Is("END") && Closes(open, line, defects))
                open.Pop().Close(line);
            else
            {
                if (line.Defect is { } defect)
                    defects.Add(defect);
                else if (open.Count == 1 && !line.IsBlank)
                    defects.Add(new ContentLineDefect(line.Number, 1, "a property stands inside a component (RFC 5545, section 3.4)"));
                current.Append(line);
            }
        }
        if (open.Count > 1)
            defects.Add(new ContentLineDefect(open.Peek().LineNumber, 1, $"BEGIN:{open.Peek().Name} has an END (RFC 5545, section 3.6)"));
        return around;
    }

    /// <summary>Whether the END closes the innermost component, after closing those inside that have no END of their own.</summary>
    private static bool Closes(Stack<Component> open, ContentLine line, List<ContentLineDefect> defects)
    {
        var name = line.RawValue.Trim();
        if (open.Count > 1 && open.Peek().Is(name))
            return true;
        defects.Add(new ContentLineDefect(line.Number, 1, $"END:{name} closes the component begun last (RFC 5545, section 3.6)"));
        if (!open.Any(c => c.Name.Length > 0 && c.Is(name)))
            return false;
        while (!open.Peek().Is(name))
            open.Pop();
        return true;
    }

    private static bool UsesCrLf(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'\n');
        return at < 0 || (at > 0 && text[at - 1] == '\r');
    }

    private static bool IsVersion21(ReadOnlySpan<byte> text) => text.IndexOf("VERSION:2.1"u8) >= 0;
}
