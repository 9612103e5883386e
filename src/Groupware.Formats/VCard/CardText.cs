using System.Text;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>Texts of a card in whatever encoding its version allows: escaped, or (2.1) quoted-printable in a CHARSET.</summary>
public static class CardText
{
    /// <summary>The value as one text.</summary>
    public static string Read(ContentLine line) => TextValue.Unescape(Decoded(line));

    /// <summary>The value of a property as one text.</summary>
    public static string Read(Property property) => Read(property.Line);

    /// <summary>Parts of a structured value (N, ADR, ORG), each as text; list elements of a part stand behind a comma and a blank.</summary>
    public static IReadOnlyList<string> Parts(ContentLine line) =>
        TextValue.Split(Decoded(line), ';').Select(part => string.Join(", ", TextValue.UnescapeList(part))).ToList();

    /// <summary>Sets a text, in the card's own way of writing. A text that reads the same keeps its line.</summary>
    public static void Write(Property property, string text, VCardVersion version)
    {
        if (string.Equals(Read(property), text, StringComparison.Ordinal))
            return;
        WriteRaw(property, version == VCardVersion.V21 ? Escape21(text) : TextValue.Escape(text), version);
    }

    /// <summary>Sets a structured value. Parts that read the same keep their writing (a list stays a list).</summary>
    public static void WriteParts(Property property, IReadOnlyList<string> parts, VCardVersion version)
    {
        var old = TextValue.Split(Decoded(property.Line), ';');
        var read = Parts(property.Line);
        var count = Math.Max(old.Count, parts.Count);
        var written = new List<string>(count);
        var changed = false;
        for (var i = 0; i < count; i++)
        {
            var now = i < parts.Count ? parts[i] : i < read.Count ? read[i] : "";
            var same = string.Equals(now, i < read.Count ? read[i] : "", StringComparison.Ordinal);
            changed |= !same;
            written.Add(same ? (i < old.Count ? old[i] : "") : version == VCardVersion.V21 ? Escape21(now) : TextValue.Escape(now));
        }
        if (changed)
            WriteRaw(property, string.Join(';', written), version);
    }

    private static string Decoded(ContentLine line)
    {
        if (!IsQuotedPrintable(line))
            return line.Parameter("CHARSET") is { } name && !name.Value.Equals("UTF-8", StringComparison.OrdinalIgnoreCase)
                ? CharsetOf(line).GetString(line.ValueOctets)
                : line.RawValue;
        var octets = line.ValueOctets;
        var output = new byte[octets.Length];
        var length = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] == '=' && i + 2 < octets.Length && Digit(octets[i + 1]) >= 0 && Digit(octets[i + 2]) >= 0)
            {
                output[length++] = (byte)((Digit(octets[i + 1]) << 4) + Digit(octets[i + 2]));
                i += 2;
            }
            else
                output[length++] = octets[i];
        }
        var text = CharsetOf(line).GetString(output, 0, length);
        return text.ReplaceLineEndings("\n");
    }

    private static void WriteRaw(Property property, string raw, VCardVersion version)
    {
        if (version != VCardVersion.V21)
        {
            property.SetRaw(raw);
            return;
        }
        property.SetParameter("QUOTED-PRINTABLE", null);
        if (Ascii.IsValid(raw) && !raw.Contains('\n', StringComparison.Ordinal) && !raw.Contains('=', StringComparison.Ordinal))
        {
            property.SetParameter("ENCODING", null);
            property.SetParameter("CHARSET", null);
            property.SetRaw(raw);
            return;
        }
        property.SetParameter("CHARSET", "UTF-8");
        property.SetParameter("ENCODING", "QUOTED-PRINTABLE");
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n")))
            encoded.Append(octet is >= 32 and < 127 and not (byte)'=' ? ((char)octet).ToString() : "=" + octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        property.SetRaw(encoded.ToString());
    }

    /// <summary>2.1 knows only the escaped semicolon and backslash; commas stand for themselves.</summary>
    private static string Escape21(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);

    private static bool IsQuotedPrintable(ContentLine line) =>
        line.Parameter("QUOTED-PRINTABLE") is not null
        || (line.Parameter("ENCODING") is { } encoding && encoding.Value.Equals("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase));

    /// <summary>Encodings that .NET has without further tables; others are read as Latin-1 rather than refused.</summary>
    private static Encoding CharsetOf(ContentLine line) => line.Parameter("CHARSET")?.Value.ToUpperInvariant() switch
    {
        null or "UTF-8" or "US-ASCII" => Encoding.UTF8,
        "UTF-16" => Encoding.Unicode,
        _ => Encoding.Latin1,
    };

    private static int Digit(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        _ => -1,
    };
}
