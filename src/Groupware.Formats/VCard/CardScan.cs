using System.Text;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>What a store must know of a card before it takes it, found in one pass.</summary>
public sealed record CardScan
{
    private static readonly string[] Wanted = ["BEGIN", "END", "VERSION", "UID", "FN", "N", "ORG", "EMAIL", "TEL", "KIND", "X-ADDRESSBOOKSERVER-KIND"];

    /// <summary>The first rule of content lines or of BEGIN and END that is broken; null when none is.</summary>
    public ContentLineDefect? Defect { get; private set; }

    /// <summary>Number of cards of the text, inner ones (AGENT) not counted.</summary>
    public int Cards { get; private set; }

    /// <summary>Version; null when VERSION is missing or unknown.</summary>
    public VCardVersion? Version { get; private set; }

    /// <summary>UID of the first card; null without.</summary>
    public string? Uid { get; private set; }

    /// <summary>More than one UID in the first card.</summary>
    public bool SeveralUids { get; private set; }

    /// <summary>FN as text; null without.</summary>
    public string? FullName { get; private set; }

    /// <summary>Whether there is an N.</summary>
    public bool HasName { get; private set; }

    /// <summary>KIND (or X-ADDRESSBOOKSERVER-KIND) in lower case; "individual" without.</summary>
    public string Kind { get; private set; } = "individual";

    /// <summary>E-mail addresses in their order.</summary>
    public IReadOnlyList<string> Emails => emails;

    /// <summary>Telephone numbers as written, without <c>tel:</c>.</summary>
    public IReadOnlyList<string> Telephones => telephones;

    /// <summary>ORG's first part as text; empty without.</summary>
    public string Organization { get; private set; } = "";

    /// <summary>FN and all EMAIL values are told here as they read: false with a second FN, blanks around an address, or a <c>mailto:</c> before it.</summary>
    public bool ValuesAsWritten { get; private set; } = true;

    private readonly List<string> emails = [];
    private readonly List<string> telephones = [];

    /// <summary>Reads a text. Never throws: what is broken is in <see cref="Defect"/>.</summary>
    public static CardScan Read(ReadOnlyMemory<byte> text)
    {
        var scan = new CardScan();
        var open = new List<string>(2);
        var reader = new ContentLineReader(text[ContentLineReader.MarkLength(text.Span)..], LineSyntax.VCard);
        while (reader.Read())
        {
            if (open.Count > 0 && ContentLine.TryPeekName(reader.Current.Span, out var peeked) && !IsWanted(peeked))
                continue;
            var line = ContentLine.Read(ref reader, LineSyntax.VCard);
            if (line.IsBlank)
                continue;
            if (line.Defect is { } defect)
                scan.Defect ??= defect;
            else if (line.Is("BEGIN"))
            {
                var name = line.RawValue.Trim().ToUpperInvariant();
                if (open.Count == 0 && name == "VCARD")
                    scan.Cards++;
                else if (open.Count == 0)
                    scan.Defect ??= new ContentLineDefect(line.Number, 1, $"the outermost component is VCARD, not {name} (RFC 6350, section 3.3)");
                open.Add(name);
            }
            else if (line.Is("END"))
            {
                if (open.Count == 0 || !open[^1].Equals(line.RawValue.Trim(), StringComparison.OrdinalIgnoreCase))
                    scan.Defect ??= new ContentLineDefect(line.Number, 1, $"END:{line.RawValue.Trim()} closes the component begun last (RFC 6350, section 3.3)");
                else
                    open.RemoveAt(open.Count - 1);
            }
            else if (open.Count == 0)
                scan.Defect ??= new ContentLineDefect(line.Number, 1, "a property stands inside a component (RFC 6350, section 3.3)");
            else if (open.Count == 1 && scan.Cards == 1)
                scan.Take(line);
        }
        if (open.Count > 0)
            scan.Defect ??= new ContentLineDefect(0, 0, $"BEGIN:{open[^1]} has an END (RFC 6350, section 3.3)");
        return scan;
    }

    private void Take(string written)
    {
        var email = written.Trim();
        if (email.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) email = email[7..];
        ValuesAsWritten &= email.Length == written.Length;
        if (written.AsSpan().Trim().Length > 0) emails.Add(email);
    }

    private static bool IsWanted(ReadOnlySpan<byte> name)
    {
        name = name[(name.LastIndexOf((byte)'.') + 1)..];
        foreach (var wanted in Wanted)
        {
            if (wanted.Length == name.Length && Ascii.EqualsIgnoreCase(name, wanted))
                return true;
        }
        return name.IsEmpty;
    }

    private void Take(ContentLine line)
    {
        switch (line.Name.ToUpperInvariant())
        {
            case "VERSION":
                Version ??= line.RawValue.Trim() switch { "2.1" => VCardVersion.V21, "3.0" => VCardVersion.V30, "4.0" => VCardVersion.V40, _ => null };
                break;
            case "UID":
                SeveralUids |= Uid is not null;
                Uid ??= TextValue.Unescape(line.RawValue.Trim());
                break;
            case "FN":
                ValuesAsWritten &= FullName is null;
                FullName ??= CardText.Read(line);
                break;
            case "N": HasName = true; break;
            case "ORG" when Organization.Length == 0: Organization = CardText.Parts(line)[0]; break;
            case "EMAIL": Take(CardText.Read(line)); break;
            case "TEL" when CardText.Read(line).Trim() is { Length: > 0 } telephone:
                telephones.Add(telephone.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? telephone[4..] : telephone);
                break;
            case "KIND" or "X-ADDRESSBOOKSERVER-KIND": Kind = line.RawValue.Trim().ToLowerInvariant(); break;
            default: break;
        }
    }
}
