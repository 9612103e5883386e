using System.Buffers;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.ICalendar;

/// <summary>An iCalendar text: read, changed in place, written back. Lines that aren't touched come back octet for octet.</summary>
/// <remarks>RFC 5545. A stream of several calendars is one document with several <see cref="Roots"/>.</remarks>
public sealed class CalendarDocument
{
    private readonly ReadOnlyMemory<byte> mark;
    private readonly Component around;

    private CalendarDocument(ReadOnlyMemory<byte> mark, Component around, IReadOnlyList<ContentLineDefect> defects)
    {
        this.mark = mark;
        this.around = around;
        Defects = defects;
    }

    /// <summary>The first VCALENDAR.</summary>
    /// <exception cref="ContentLineException">A lenient reading found none.</exception>
    public Component Root => Roots.FirstOrDefault()
        ?? throw new ContentLineException(new ContentLineDefect(0, 0, "an iCalendar text holds a VCALENDAR (RFC 5545, section 3.4)"));

    /// <summary>All VCALENDARs of the text.</summary>
    public IEnumerable<Component> Roots => around.Components.Where(c => c.Is("VCALENDAR"));

    /// <summary>Components of the first calendar but its time zones: VEVENT, VTODO, VJOURNAL and others.</summary>
    public IEnumerable<Component> Components => Root.Components.Where(c => !c.Is("VTIMEZONE"));

    /// <summary>Rules that the text breaks; empty after <see cref="Parse"/>.</summary>
    public IReadOnlyList<ContentLineDefect> Defects { get; }

    /// <summary>Reads a text that keeps the rules of content lines and of BEGIN and END. Values aren't looked at.</summary>
    /// <exception cref="ContentLineException">A rule is broken; nothing has been changed.</exception>
    public static CalendarDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        var document = ParseLenient(utf8);
        return document.Defects.Count == 0 ? document : throw new ContentLineException(document.Defects[0]);
    }

    /// <summary>Like <see cref="Parse"/>, with the answer whether it went.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CalendarDocument? document)
    {
        document = ParseLenient(utf8);
        if (document.Defects.Count > 0)
            document = null;
        return document is not null;
    }

    /// <summary>Reads anything: what breaks a rule is kept in its place and listed in <see cref="Defects"/>.</summary>
    public static CalendarDocument ParseLenient(ReadOnlyMemory<byte> utf8)
    {
        var outside = ComponentReader.Read(utf8, LineSyntax.ICalendar, out var mark, out var defects);
        if (!outside.Components.Any())
            defects.Add(new ContentLineDefect(1, 1, "an iCalendar text holds a VCALENDAR (RFC 5545, section 3.4)"));
        else if (outside.Components.FirstOrDefault(c => !c.Is("VCALENDAR")) is { } other)
            defects.Add(new ContentLineDefect(other.LineNumber, 1, $"the outermost component is VCALENDAR, not {other.Name} (RFC 5545, section 3.4)"));
        return new CalendarDocument(mark, outside, defects);
    }

    /// <summary>An empty calendar with VERSION and PRODID.</summary>
    public static CalendarDocument Create(string productId)
    {
        var style = new LineStyle(LineSyntax.ICalendar, CrLf: true, Fold: true);
        var outside = new Component("", null, null, style);
        var root = Component.Made("VCALENDAR", style);
        outside.Append(root);
        root.Add("VERSION", "2.0");
        root.Add("PRODID", TextValue.Escape(productId));
        return new CalendarDocument(default, outside, []);
    }

    /// <summary>The text as it stands now.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(2048);
        output.Write(mark.Span);
        around.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
