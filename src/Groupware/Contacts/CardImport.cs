using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;

namespace Groupware.Contacts;

/// <summary>Takes the cards of a file apart, each as a text of its own that a book can store.</summary>
public static class CardImport
{
    /// <summary>The cards in their order. A card without UID gets one; nothing else is changed.</summary>
    /// <param name="file">One or more vCards of any version.</param>
    public static IReadOnlyList<ImportedCard> Read(ReadOnlyMemory<byte> file)
    {
        var document = CardDocument.ParseLenient(file);
        var cards = new List<ImportedCard>();
        foreach (var card in document.Cards)
        {
            if (card.Property("UID") is not { } line || string.IsNullOrWhiteSpace(line.RawValue))
            {
                card.Remove("UID");
                card.Add("UID", "urn:uuid:" + Guid.NewGuid().ToString("D"));
            }

            var body = card.ToBytes();
            var defect = CardDocument.ParseLenient(body).Defects.Select(found => found with { Line = found.Line + card.LineNumber - 1 }).FirstOrDefault();
            cards.Add(new ImportedCard(card.LineNumber, card.Property("UID")!.RawValue.Trim(), ContactCardEditor.Read(body).DisplayName, body, defect));
        }

        return cards;
    }

    /// <summary>A name for a card in its book, made from its UID as clients do: "urn:uuid:1f…" becomes "1f….vcf".</summary>
    public static string NameFor(string uid)
    {
        var safe = new string([.. uid.Replace("urn:uuid:", "", StringComparison.OrdinalIgnoreCase).Where(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')]).Trim('.');
        return (safe.Length is 0 or > 120 ? Guid.NewGuid().ToString("D") : safe) + ".vcf";
    }
}

/// <summary>One card of a file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Defect">The first rule it breaks, by the file's line; null when it keeps all.</param>
public sealed record ImportedCard(int Line, string Uid, string DisplayName, ReadOnlyMemory<byte> Body, ContentLineDefect? Defect);
