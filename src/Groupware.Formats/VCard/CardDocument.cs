using System.Buffers;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>A vCard text: read, changed in place, written back. Lines that aren't touched come back octet for octet.</summary>
/// <remarks>vCard 2.1, RFC 2426 and RFC 6350. A file of several cards is one document with several <see cref="Cards"/>.</remarks>
public sealed class CardDocument
{
    private readonly ReadOnlyMemory<byte> mark;
    private readonly Component around;

    private CardDocument(ReadOnlyMemory<byte> mark, Component around, IReadOnlyList<ContentLineDefect> defects)
    {
        this.mark = mark;
        this.around = around;
        Defects = defects;
    }

    /// <summary>The first card.</summary>
    /// <exception cref="ContentLineException">A lenient reading found none.</exception>
    public Component Card => Cards.FirstOrDefault()
        ?? throw new ContentLineException(new ContentLineDefect(0, 0, "a vCard text holds a VCARD (RFC 6350, section 3.3)"));

    /// <summary>All cards of the text.</summary>
    public IEnumerable<Component> Cards => around.Components.Where(c => c.Is("VCARD"));

    /// <summary>Version of the first card; 3.0 when it says none we know.</summary>
    public VCardVersion Version => VersionOf(Card);

    /// <summary>Rules that the text breaks; empty after <see cref="Parse"/>.</summary>
    public IReadOnlyList<ContentLineDefect> Defects { get; }

    /// <summary>Reads a text that keeps the rules of content lines and of BEGIN and END. Values aren't looked at.</summary>
    /// <exception cref="ContentLineException">A rule is broken; nothing has been changed.</exception>
    public static CardDocument Parse(ReadOnlyMemory<byte> text)
    {
        var document = ParseLenient(text);
        return document.Defects.Count == 0 ? document : throw new ContentLineException(document.Defects[0]);
    }

    /// <summary>Like <see cref="Parse"/>, with the answer whether it went.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CardDocument? document)
    {
        document = ParseLenient(text);
        if (document.Defects.Count > 0)
            document = null;
        return document is not null;
    }

    /// <summary>Reads anything: what breaks a rule is kept in its place and listed in <see cref="Defects"/>.</summary>
    public static CardDocument ParseLenient(ReadOnlyMemory<byte> text)
    {
        var outside = ComponentReader.Read(text, LineSyntax.VCard, out var mark, out var defects);
        if (!outside.Components.Any())
            defects.Add(new ContentLineDefect(1, 1, "a vCard text holds a VCARD (RFC 6350, section 3.3)"));
        else if (outside.Components.FirstOrDefault(c => !c.Is("VCARD")) is { } other)
            defects.Add(new ContentLineDefect(other.LineNumber, 1, $"the outermost component is VCARD, not {other.Name} (RFC 6350, section 3.3)"));
        return new CardDocument(mark, outside, defects);
    }

    /// <summary>An empty card of a version.</summary>
    public static CardDocument Create(VCardVersion version)
    {
        var style = new LineStyle(LineSyntax.VCard, CrLf: true, Fold: version != VCardVersion.V21);
        var outside = new Component("", null, null, style);
        var card = Component.Made("VCARD", style);
        outside.Append(card);
        card.Add("VERSION", version switch { VCardVersion.V21 => "2.1", VCardVersion.V30 => "3.0", _ => "4.0" });
        return new CardDocument(default, outside, []);
    }

    /// <summary>Version that a card says; 3.0 when it says none we know.</summary>
    public static VCardVersion VersionOf(Component card) => card.Property("VERSION")?.RawValue.Trim() switch
    {
        "2.1" => VCardVersion.V21,
        "4.0" => VCardVersion.V40,
        _ => VCardVersion.V30,
    };

    /// <summary>The text as it stands now.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(2048);
        output.Write(mark.Span);
        around.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
