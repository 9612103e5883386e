using Groupware.Formats.VCard;

namespace Groupware.Contacts;

/// <summary>A card as our form knows it; what it doesn't know stays in the text and is counted in <paramref name="OtherFields"/>.</summary>
/// <param name="Uid">UID; empty when the card has none.</param>
/// <param name="DisplayName">FN; never empty after reading: made from the other fields where FN is missing.</param>
/// <param name="Name">N; all parts empty for a company.</param>
/// <param name="Organization">First part of ORG.</param>
/// <param name="Department">Second part of ORG.</param>
/// <param name="JobTitle">TITLE.</param>
/// <param name="Birthday">BDAY; null when there is none or it can't be read (then its line stays).</param>
/// <param name="Notes">NOTE, lines apart by "\n".</param>
/// <param name="Photo">PHOTO inside the card; a mere address of a picture is not fetched and counts as none.</param>
/// <param name="OtherFields">Properties that are kept but not shown.</param>
/// <remarks>RFC 6350, RFC 2426.</remarks>
public sealed record ContactCard(
    string Uid,
    ContactKind Kind,
    string DisplayName,
    StructuredName Name,
    string Nickname,
    string Organization,
    string Department,
    string JobTitle,
    IReadOnlyList<ContactValue> Emails,
    IReadOnlyList<ContactValue> Phones,
    IReadOnlyList<ContactAddress> Addresses,
    IReadOnlyList<ContactValue> WebSites,
    ContactDate? Birthday,
    string Notes,
    IReadOnlyList<string> Categories,
    ContactPhoto? Photo,
    int OtherFields)
{
    /// <summary>A card without anything.</summary>
    public static ContactCard Empty { get; } = new("", ContactKind.Person, "", StructuredName.Empty, "", "", "", "", [], [], [], [], null, "", [], null, 0);
}

/// <summary>What a card is about (KIND; RFC 6350, section 6.1.4).</summary>
public enum ContactKind
{
    /// <summary>individual.</summary>
    Person,

    /// <summary>org, or a card that says so in another way (X-ABShowAs, ORG without N).</summary>
    Company,

    /// <summary>group.</summary>
    Group,
}

/// <summary>One of several e-mail addresses, phone numbers or web sites.</summary>
/// <param name="Value">As people write it, without "mailto:" or "tel:".</param>
/// <param name="Kind">"work", "home", "mobile", "fax", "pager", another TYPE, or a label the person gave; empty for none.</param>
/// <param name="Preferred">PREF.</param>
/// <param name="Index">Which of the card's lines of that name it was read from; -1 when it is new.</param>
public sealed record ContactValue(string Value, string Kind = "", bool Preferred = false, int Index = -1);

/// <summary>One of several postal addresses.</summary>
/// <param name="Kind">"work", "home", another TYPE or a label; empty for none.</param>
/// <param name="Index">Which ADR line it was read from; -1 when it is new.</param>
public sealed record ContactAddress(StructuredAddress Address, string Kind = "", int Index = -1);

/// <summary>A birthday, with or without its year.</summary>
/// <param name="Year">Null when it is not said.</param>
public readonly record struct ContactDate(int? Year, int Month, int Day);

/// <summary>A picture that stands in the card.</summary>
/// <param name="MediaType">"image/jpeg" and the like, as the card says; not to be trusted.</param>
public sealed record ContactPhoto(ReadOnlyMemory<byte> Bytes, string MediaType);
