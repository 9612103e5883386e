using System.Globalization;
using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Contacts;

/// <summary>Reads a card for the form and writes what the form changed: only those lines, all others stay octet for octet.</summary>
public static class ContactCardEditor
{
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "VERSION", "PRODID", "UID", "REV", "FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "ADR", "URL", "BDAY", "NOTE", "CATEGORIES", "PHOTO", "KIND",
        "X-ABLABEL", "X-ABSHOWAS", "X-ABADR", "X-ADDRESSBOOKSERVER-KIND",
    };

    /// <summary>The first card of a text.</summary>
    /// <exception cref="ContentLineException">It holds no card.</exception>
    public static ContactCard Read(ReadOnlyMemory<byte> body)
    {
        var card = CardDocument.ParseLenient(body).Card;
        var name = StructuredName.Read(card.Property("N"));
        var org = card.Property("ORG") is { } line ? CardText.Parts(line.Line) : [];
        var emails = Values(card, "EMAIL");
        var display = Text(card, "FN");
        var organization = org.Count > 0 ? org[0] : "";
        if (display.Length == 0) display = string.Join(' ', new[] { name.Given, name.Family }.Where(static part => part.Length > 0));
        if (display.Length == 0) display = organization;
        if (display.Length == 0) display = emails.Count > 0 ? emails[0].Value : "";
        return new ContactCard(
            Text(card, "UID"), Kind(card, name, organization, display), display, name, Text(card, "NICKNAME"), organization, org.Count > 1 ? org[1] : "", Text(card, "TITLE"),
            emails, Values(card, "TEL"), Addresses(card), Values(card, "URL"), Birthday(card), Text(card, "NOTE"),
            [.. card.All("CATEGORIES").SelectMany(static property => property.TextList)], CardPhoto.Read(card), card.Properties.Count(static property => !Shown.Contains(property.Name)));
    }

    /// <summary>A new card, vCard 3.0: what every client reads.</summary>
    public static byte[] Create(ContactCard card, string uid, Instant now)
    {
        var document = CardDocument.Create(VCardVersion.V30);
        document.Card.Add("PRODID", "-//Groupware//Contacts//EN");
        document.Card.Add("UID", TextValue.Escape(uid));
        Write(document.Card, ContactCard.Empty, card, VCardVersion.V30);
        document.Card.Set("REV", Revision(now));
        return document.ToBytes();
    }

    /// <summary>The text with what differs between it and <paramref name="changed"/> written into its lines.</summary>
    /// <param name="changed">What <see cref="Read"/> gave, with changes. A birthday or picture that couldn't be read and is still null stays.</param>
    public static byte[] Update(ReadOnlyMemory<byte> body, ContactCard changed, Instant now)
    {
        var document = CardDocument.ParseLenient(body);
        var card = document.Card;
        var before = card.ToBytes();
        Write(card, Read(body), changed, document.Version);
        if (before.AsSpan().SequenceEqual(card.ToBytes())) return body.ToArray();
        if (card.Property("REV") is not null) card.Set("REV", Revision(now));
        return document.ToBytes();
    }

    private static void Write(Component card, ContactCard old, ContactCard now, VCardVersion version)
    {
        SetText(card, "FN", old.DisplayName, now.DisplayName, version);
        if (old.Name != now.Name || card.Property("N") is null)
        {
            if (card.Property("N") is { } name) now.Name.WriteTo(name, version);
            else if (version != VCardVersion.V40 || now.Name != StructuredName.Empty) card.Add("N", now.Name.ToRaw());
        }

        SetText(card, "NICKNAME", old.Nickname, now.Nickname, version);
        if (old.Organization != now.Organization || old.Department != now.Department) SetOrganization(card, now, version);
        SetText(card, "TITLE", old.JobTitle, now.JobTitle, version);
        if (old.Kind != now.Kind) SetKind(card, now.Kind, version);
        CardValues.Write(card, "EMAIL", old.Emails, now.Emails, version);
        CardValues.Write(card, "TEL", old.Phones, now.Phones, version);
        CardValues.Write(card, old.Addresses, now.Addresses, version);
        CardValues.Write(card, "URL", old.WebSites, now.WebSites, version);
        if (old.Birthday != now.Birthday) SetBirthday(card, now.Birthday, version);
        SetText(card, "NOTE", old.Notes, now.Notes, version);
        if (!old.Categories.SequenceEqual(now.Categories, StringComparer.Ordinal)) SetCategories(card, now.Categories);
        if (!ReferenceEquals(old.Photo, now.Photo)) CardPhoto.Write(card, old.Photo, now.Photo, version);
    }

    private static string Text(Component card, string name) => card.Property(name) is { } property ? CardText.Read(property).Trim() : "";

    private static void SetText(Component card, string name, string old, string now, VCardVersion version)
    {
        if (old == now && (name != "FN" || card.Property(name) is not null)) return;
        if (now.Length == 0 && name != "FN") card.Remove(name);
        else if (card.Property(name) is { } property) CardText.Write(property, now, version);
        else CardText.Write(card.Add(name, ""), now, version);
    }

    private static void SetOrganization(Component card, ContactCard now, VCardVersion version)
    {
        if (now.Organization.Length == 0 && now.Department.Length == 0) card.Remove("ORG");
        else if (card.Property("ORG") is { } property) CardText.WriteParts(property, [now.Organization, now.Department], version);
        else card.Add("ORG", TextValue.Escape(now.Organization) + (now.Department.Length == 0 ? "" : ";" + TextValue.Escape(now.Department)));
    }

    private static ContactKind Kind(Component card, StructuredName name, string organization, string display)
    {
        var said = card.Property("KIND")?.RawValue ?? card.Property("X-ADDRESSBOOKSERVER-KIND")?.RawValue ?? "";
        if (said.Equals("group", StringComparison.OrdinalIgnoreCase)) return ContactKind.Group;
        if (said.Equals("org", StringComparison.OrdinalIgnoreCase) || Text(card, "X-ABSHOWAS").Equals("COMPANY", StringComparison.OrdinalIgnoreCase)) return ContactKind.Company;
        return said.Length == 0 && name.Family.Length == 0 && name.Given.Length == 0 && organization.Length > 0 && organization == display ? ContactKind.Company : ContactKind.Person;
    }

    // vCard 3.0 has no KIND; what Apple's clients write is what the others read as well.
    private static void SetKind(Component card, ContactKind kind, VCardVersion version)
    {
        if (version == VCardVersion.V40) card.Set("KIND", kind switch { ContactKind.Company => "org", ContactKind.Group => "group", _ => "individual" });
        else if (kind == ContactKind.Company) card.Set("X-ABShowAs", "COMPANY");
        else card.Remove("X-ABSHOWAS");
    }

    private static void SetCategories(Component card, IReadOnlyList<string> categories)
    {
        if (categories.Count == 0)
        {
            card.Remove("CATEGORIES");
        }
        else if (card.Property("CATEGORIES") is { } first)
        {
            foreach (var other in card.All("CATEGORIES").Skip(1)) card.Remove(other);
            first.SetTextList(categories);
        }
        else
        {
            card.Add("CATEGORIES", TextValue.EscapeList(categories));
        }
    }

    // 19850412, 1985-04-12, 1985-04-12T00:00:00Z, --0412, --04-12; and 1604 as "no year" with X-APPLE-OMIT-YEAR.
    private static ContactDate? Birthday(Component card)
    {
        if (card.Property("BDAY") is not { } property) return null;
        var text = property.RawValue.Trim();
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var digits = (time < 0 ? text : text[..time]).Replace("-", "", StringComparison.Ordinal);
        var yearless = text.StartsWith("--", StringComparison.Ordinal);
        if (digits.Length != (yearless ? 4 : 8) || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        int? year = yearless ? null : number / 10000;
        if (year is { } said && property.Parameter("X-APPLE-OMIT-YEAR") == said.ToString(CultureInfo.InvariantCulture)) year = null;
        var (month, day) = (number / 100 % 100, number % 100);
        return month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year ?? 2000, month) ? new ContactDate(year, month, day) : null;
    }

    private static void SetBirthday(Component card, ContactDate? date, VCardVersion version)
    {
        if (date is not { } day)
        {
            card.Remove("BDAY");
            return;
        }

        var omitted = day.Year is null && version != VCardVersion.V40;
        var value = (day.Year, version) switch
        {
            (null, VCardVersion.V40) => string.Create(CultureInfo.InvariantCulture, $"--{day.Month:00}{day.Day:00}"),
            ({ } year, VCardVersion.V40) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}{day.Month:00}{day.Day:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{day.Year ?? 1604:0000}-{day.Month:00}-{day.Day:00}"),
        };
        var property = card.Set("BDAY", value);
        property.SetParameter("X-APPLE-OMIT-YEAR", omitted ? "1604" : null);
    }

    private static IReadOnlyList<ContactValue> Values(Component card, string name) =>
        [.. card.All(name).Select((property, index) => new ContactValue(CardValues.Read(property), CardValues.Kind(card, property), PropertyTypes.Preference(property) <= 100, index))];

    private static IReadOnlyList<ContactAddress> Addresses(Component card) =>
        [.. card.All("ADR").Select((property, index) => new ContactAddress(StructuredAddress.Read(property), CardValues.Kind(card, property), index))];

    private static string Revision(Instant now) => InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Format(now);
}
