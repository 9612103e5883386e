using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using Groupware.Formats.VCard;
using Property = FsCheck.Property;

namespace Groupware.Tests.Formats;

/// <summary>What holds for any text: it comes back as it was, and an edit stays in its lines.</summary>
public sealed class DocumentProperties
{
    private static readonly string[] Pieces =
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VCARD", "END:VCARD", "VERSION:2.1",
        "SUMMARY:x", "DTSTART;TZID=\"Europe/Paris\":20260329T090000", "X-A;B=\"c:d;e\",f;G=^n^'^^:v", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "item1.TEL;HOME:1",
        "no colon", ":", ";", "\"", "A;B=\"open:c", "ATTENDEE;CN=é;ROLE=CHAIR:mailto:é@x", "é", "\uD83D\uDE00", "\0", "\\n\\,", " ", "\t", "=", "^", "\u2028",
    ];

    private static readonly string[] Ends = ["\r\n", "\n", "\r\n ", "\n\t", "\r", "", "\r\n\r\n", "\n\n ", "\r\r\n"];

    public static Arbitrary<byte[]> Texts()
    {
        var piece = Gen.Frequency(
            (8, Gen.Elements(Pieces).Select(Encoding.UTF8.GetBytes)),
            (1, Gen.Choose(0, 255).ArrayOf().Select(a => a.Select(i => (byte)i).ToArray())));
        var line = from p in piece from e in Gen.Elements(Ends) select (byte[])[.. p, .. Encoding.UTF8.GetBytes(e)];
        return (from mark in Gen.Elements("", "\uFEFF")
                from lines in line.ListOf()
                select (byte[])[.. Encoding.UTF8.GetBytes(mark), .. lines.SelectMany(l => l)]).ToArbitrary();
    }

    [Property(MaxTest = 2000)]
    public Property Any_text_comes_back_as_it_was() => Prop.ForAll(Texts(), text =>
        CalendarDocument.ParseLenient(text).ToBytes().AsSpan().SequenceEqual(text)
        && CardDocument.ParseLenient(text).ToBytes().AsSpan().SequenceEqual(text));

    [Property(MaxTest = 1000)]
    public Property Only_the_readers_own_exception_comes_out() => Prop.ForAll(Texts(), text =>
    {
        _ = CalendarScan.Read(text);
        _ = CardScan.Read(text);
        try
        {
            _ = CalendarDocument.Parse(text);
            return true;
        }
        catch (ContentLineException e)
        {
            return e.Rule.Length > 0;
        }
    });

    [Property(MaxTest = 1000)]
    public Property A_line_added_is_all_that_changes() => Prop.ForAll(Texts(), text =>
    {
        byte[] whole = [.. "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"u8, .. text, .. "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"u8];
        var document = CalendarDocument.ParseLenient(whole);
        var component = document.Root.Components.FirstOrDefault() ?? document.Root;
        var added = component.Add("X-ADDED", "é;\\,", ("P", "a:b"));
        var after = document.ToBytes();
        var at = after.AsSpan().IndexOf(added.Line.Raw.Span);
        byte[] without = [.. after[..at], .. after[(at + added.Line.Raw.Length)..]];
        return without.AsSpan().SequenceEqual(whole) || !EndsInLine(whole, at);
    });

    [Property(MaxTest = 1000)]
    public Property Text_survives_escaping(NonNull<string> text)
    {
        var plain = Plain(text.Get);
        return (TextValue.Unescape(TextValue.Escape(plain)) == plain).ToProperty();
    }

    [Property(MaxTest = 1000)]
    public Property A_parameter_survives_encoding(NonNull<string> text)
    {
        var plain = Plain(text.Get).Trim();
        var document = CalendarDocument.Create("-//t//EN");
        document.Root.Add("X-A", "v", ("P", plain));
        var back = CalendarDocument.Parse(document.ToBytes()).Root.Property("X-A")!;
        return (back.Parameter("P") == plain && back.RawValue == "v").ToProperty();
    }

    [Property(MaxTest = 500)]
    public Property Lines_are_folded_at_75_octets_between_characters(NonNull<string> text)
    {
        var plain = Plain(text.Get) + "é\uD83D\uDE00" + new string('ü', text.Get.Length * 3);
        var document = CalendarDocument.Create("-//t//EN");
        document.Root.Add("X-A", TextValue.Escape(plain));
        var octets = document.ToBytes();
        var physical = Encoding.UTF8.GetString(octets).Split("\r\n");
        return (physical.All(l => Encoding.UTF8.GetByteCount(l) <= 75 && !l.Contains('\uFFFD', StringComparison.Ordinal))
            && CalendarDocument.Parse(octets).Root.Property("X-A")!.Text == plain).ToProperty();
    }

    /// <summary>Texts without what no line can carry: control characters, lone surrogates.</summary>
    private static string Plain(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(new string(text.Where(c => c is '\n' or >= ' ' and not '\u007f').ToArray())))
            .Replace("\uFFFD", "", StringComparison.Ordinal);

    private static bool EndsInLine(byte[] whole, int at) => at == 0 || whole[at - 1] == '\n';
}
