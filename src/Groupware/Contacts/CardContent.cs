using Groupware.Collections;
using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;
using Groupware.Storage.Objects;

namespace Groupware.Contacts;

/// <summary>Reads a card before it is queued: is it one, and what must the index know of it.</summary>
internal static class CardContent
{
    /// <summary>Largest card taken, in bytes (max-resource-size): a photo of a few megabytes.</summary>
    public const int MaxSize = 8 << 20;

    private const int MaxValues = 100;
    private const int MaxLength = 500;

    /// <summary>Reads and judges a text.</summary>
    /// <remarks>RFC 6352, sections 5.1 and 6.3.2.1. vCard 2.1 isn't taken: supported-address-data says 3.0 and 4.0.</remarks>
    public static ContentOrRefusal Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxSize) return new PutOutcome(PutStatus.TooLarge);
        if (StoredText.Defect(body.Span) is { } defect) return new PutOutcome(PutStatus.InvalidData, Detail: defect);
        var scan = CardScan.Read(body);
        if (scan.Defect is { } broken) return new PutOutcome(PutStatus.InvalidData, Detail: broken.ToString());
        if (NotOneCard(scan) is { } rule) return new PutOutcome(PutStatus.InvalidData, Detail: rule);
        return new ObjectContent(
            scan.Uid!,   // NotOneCard refuses one without
            "VCARD",
            body,
            StoredText.Hash(body.Span),
            StoredText.Cut(scan.FullName ?? "", 500),
            StoredText.Cut(scan.Organization, 500),
            Classification.Public,
            Recurring: false,
            OccurrenceIndex.Empty,
            Texts(body, scan));
    }

    private static string? NotOneCard(CardScan scan) => scan switch
    {
        { Cards: not 1 } => "exactly one VCARD (RFC 6352, section 5.1)",
        { Version: null } => "a VERSION of 3.0 or 4.0 (RFC 6350, section 6.7.9)",
        { Version: VCardVersion.V21 } => "vCard 3.0 or 4.0 (RFC 6352, section 5.1)",
        { FullName: null } => "an FN (RFC 6350, section 6.2.1)",
        { Uid: null or "" } => "a UID (RFC 6352, section 5.1)",
        { SeveralUids: true } => "one UID (RFC 6350, section 6.7.6)",
        _ => null,
    };

    private static List<CardSearchText> Texts(ReadOnlyMemory<byte> body, CardScan scan)
    {
        var texts = new List<CardSearchText> { new("FN", StoredText.Cut(scan.FullName ?? "", MaxLength)) };
        if (scan.Organization.Length > 0) texts.Add(new("ORG", StoredText.Cut(scan.Organization, MaxLength)));
        foreach (var email in scan.Emails) texts.Add(new("EMAIL", StoredText.Cut(email, MaxLength)));
        foreach (var telephone in scan.Telephones) texts.Add(new("TEL", StoredText.Cut(telephone, MaxLength)));
        if (body.Span.IndexOf("NICKNAME"u8) >= 0 && CardDocument.TryParse(body, out var document))
        {
            foreach (var name in document.Card.All("NICKNAME").SelectMany(p => TextValue.UnescapeList(p.RawValue))) texts.Add(new("NICKNAME", StoredText.Cut(name, MaxLength)));
        }

        // whatever the index holds otherwise than the card, or not at all, is told: a query then looks into the card
        if (scan.ValuesAsWritten && texts.Count <= MaxValues && scan.FullName is null or { Length: <= MaxLength } && scan.Emails.All(e => e.Length <= MaxLength)) return texts;
        return [.. texts.Take(MaxValues), new(CardValue.Unindexed, "")];
    }
}
