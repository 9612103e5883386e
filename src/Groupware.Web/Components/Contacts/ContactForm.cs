using System.Globalization;
using Groupware.Contacts;
using Groupware.Formats.VCard;
using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Web.Components.Contacts;

/// <summary>The fields of a card while somebody edits them, and what of them differs from the card they came from.</summary>
public sealed class ContactForm
{
    private readonly ContactCard original;

    public ContactForm(ContactCard card, CollectionId book, bool isNew)
    {
        original = card;
        (Book, IsNew) = (book, isNew);
        IsCompany = card.Kind == ContactKind.Company;
        (Prefix, Given, Family, Nickname) = (card.Name.Prefixes, card.Name.Given, card.Name.Family, card.Nickname);
        (Company, Department, JobTitle) = (card.Organization, card.Department, card.JobTitle);
        Emails = [.. card.Emails.Select(static value => new Value(value))];
        Phones = [.. card.Phones.Select(static value => new Value(value))];
        WebSites = [.. card.WebSites.Select(static value => new Value(value))];
        Addresses = [.. card.Addresses.Select(static value => new Place(value))];
        (Day, Month, Year) = card.Birthday is { } date ? (date.Day, date.Month, date.Year) : ((int?)null, (int?)null, (int?)null);
        Notes = card.Notes;
        Labels = [.. card.Categories];
        Photo = card.Photo;
        if (isNew) Emails.Add(new Value(new ContactValue("", "work")));
    }

    public bool IsNew { get; }

    /// <summary>UID of the card that a new form makes: saved again, because the answer to the first time was lost, it is the same card.</summary>
    public string NewUid { get; } = Guid.NewGuid().ToString("D");

    public CollectionId Book { get; set; }
    public bool IsCompany { get; set; }
    public string Prefix { get; set; }
    public string Given { get; set; }
    public string Family { get; set; }
    public string Nickname { get; set; }
    public string Company { get; set; }
    public string Department { get; set; }
    public string JobTitle { get; set; }
    public List<Value> Emails { get; }
    public List<Value> Phones { get; }
    public List<Value> WebSites { get; }
    public List<Place> Addresses { get; }
    public int? Day { get; set; }
    public int? Month { get; set; }
    public int? Year { get; set; }
    public string Notes { get; set; }
    public List<string> Labels { get; }
    public ContactPhoto? Photo { get; set; }

    /// <summary>Properties of the card that the form leaves alone.</summary>
    public int OtherFields => original.OtherFields;

    public string DisplayName => Called(original);

    /// <summary>There is something to call the card by.</summary>
    public bool HasName => DisplayName.Length > 0;

    /// <summary>A day of a month that exists, or none.</summary>
    public bool BirthdayIsRight => Day is null && Month is null && Year is null
        ? true
        : Month is >= 1 and <= 12 && Year is null or (>= 1 and <= 9999) && Day >= 1 && Day <= CalendarSystem.Iso.GetDaysInMonth(Year ?? 2000, Month ?? 1);

    /// <summary>Number of fields that differ from the card.</summary>
    public int Changes => Differences(ApplyTo(original)).Count(static differs => differs);

    /// <summary>An address that mail can go to: something at a domain with a dot.</summary>
    public static bool IsMailAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Any(char.IsWhiteSpace);
    }

    /// <summary>Puts what the person changed onto a card: the one the form came from, or a newer one.</summary>
    public ContactCard ApplyTo(ContactCard newest)
    {
        var name = original.Name with { Prefixes = Prefix.Trim(), Given = Given.Trim(), Family = Family.Trim() };
        if (IsCompany) name = StructuredName.Empty;
        var emails = Values(Emails);
        var phones = Values(Phones);
        var sites = Values(WebSites);
        IReadOnlyList<ContactAddress> places = [.. Addresses.Select(static place => place.ToAddress()).Where(static place => place.Address != StructuredAddress.Empty)];
        ContactDate? birthday = Day is { } day && Month is { } month ? new ContactDate(Year, month, day) : null;
        var kind = IsCompany ? ContactKind.Company : original.Kind == ContactKind.Company ? ContactKind.Person : original.Kind;
        return newest with
        {
            Kind = kind != original.Kind ? kind : newest.Kind,
            DisplayName = Called(original) is var called && called != original.DisplayName ? called : newest.DisplayName,
            Name = name != original.Name ? name : newest.Name,
            Nickname = Pick(Nickname, original.Nickname, newest.Nickname),
            Organization = Pick(Company, original.Organization, newest.Organization),
            Department = Pick(Department, original.Department, newest.Department),
            JobTitle = Pick(JobTitle, original.JobTitle, newest.JobTitle),
            Emails = emails.SequenceEqual(original.Emails) ? newest.Emails : emails,
            Phones = phones.SequenceEqual(original.Phones) ? newest.Phones : phones,
            WebSites = sites.SequenceEqual(original.WebSites) ? newest.WebSites : sites,
            Addresses = places.SequenceEqual(original.Addresses) ? newest.Addresses : places,
            Birthday = birthday != original.Birthday ? birthday : newest.Birthday,
            Notes = Pick(Notes, original.Notes, newest.Notes),
            Categories = Labels.SequenceEqual(original.Categories, StringComparer.Ordinal) ? newest.Categories : [.. Labels],
            Photo = ReferenceEquals(Photo, original.Photo) ? newest.Photo : Photo,
        };
    }

    private IEnumerable<bool> Differences(ContactCard now) =>
    [
        now.Kind != original.Kind, now.Name.Given != original.Name.Given, now.Name.Family != original.Name.Family, now.Name.Prefixes != original.Name.Prefixes,
        now.Nickname != original.Nickname, now.Organization != original.Organization, now.Department != original.Department, now.JobTitle != original.JobTitle,
        !ReferenceEquals(now.Emails, original.Emails), !ReferenceEquals(now.Phones, original.Phones), !ReferenceEquals(now.WebSites, original.WebSites),
        !ReferenceEquals(now.Addresses, original.Addresses), now.Birthday != original.Birthday, now.Notes != original.Notes,
        !ReferenceEquals(now.Categories, original.Categories), !ReferenceEquals(now.Photo, original.Photo),
    ];

    // A display name that somebody chose stays as long as the parts it could be made of stay.
    private string Called(ContactCard card)
    {
        var now = Compose(IsCompany, Prefix, Given, Family, Company);
        if (now.Length == 0) now = Emails.Select(static email => email.Text.Trim()).FirstOrDefault(static text => text.Length > 0) ?? "";
        var before = Compose(card.Kind == ContactKind.Company, card.Name.Prefixes, card.Name.Given, card.Name.Family, card.Organization);
        return now == before && card.DisplayName.Length > 0 ? card.DisplayName : now;
    }

    private static string Compose(bool company, string prefix, string given, string family, string organization)
    {
        var name = company ? "" : string.Join(' ', new[] { prefix, given, family }.Select(static part => part.Trim()).Where(static part => part.Length > 0));
        return name.Length > 0 ? name : organization.Trim();
    }

    private static string Pick(string mine, string original, string newest) => mine.Trim().ReplaceLineEndings("\n") == original ? newest : mine.Trim().ReplaceLineEndings("\n");

    private static IReadOnlyList<ContactValue> Values(List<Value> values) =>
        [.. values.Where(static value => value.Text.Trim().Length > 0).Select(static value => new ContactValue(value.Text.Trim(), value.Kind, value.Preferred, value.Index))];

    /// <summary>One row of e-mail addresses, phone numbers or web sites.</summary>
    public sealed class Value(ContactValue from)
    {
        public string Text { get; set; } = from.Value;
        public string Kind { get; set; } = from.Kind;
        public bool Preferred { get; set; } = from.Preferred;
        public int Index { get; } = from.Index;

        /// <summary>Left once: errors are shown from then on.</summary>
        public bool Left { get; set; }
    }

    /// <summary>One postal address.</summary>
    public sealed class Place(ContactAddress from)
    {
        private readonly StructuredAddress old = from.Address;

        public string Street { get; set; } = string.Join('\n', new[] { from.Address.PostOfficeBox, from.Address.Extended, from.Address.Street }.Where(static part => part.Length > 0));
        public string PostalCode { get; set; } = from.Address.PostalCode;
        public string City { get; set; } = from.Address.Locality;
        public string Region { get; set; } = from.Address.Region;
        public string Country { get; set; } = from.Address.Country;
        public string Kind { get; set; } = from.Kind;

        public ContactAddress ToAddress()
        {
            var street = Street.Trim().ReplaceLineEndings("\n");
            var unchanged = street == string.Join('\n', new[] { old.PostOfficeBox, old.Extended, old.Street }.Where(static part => part.Length > 0));
            var address = (unchanged ? old : old with { PostOfficeBox = "", Extended = "", Street = street }) with
            {
                PostalCode = PostalCode.Trim(),
                Locality = City.Trim(),
                Region = Region.Trim(),
                Country = Country.Trim(),
            };
            return new ContactAddress(address, Kind, from.Index);
        }
    }

    /// <summary>"January" to "December" in the language of the page.</summary>
    public static IReadOnlyList<string> Months => [.. CultureInfo.CurrentCulture.DateTimeFormat.MonthNames.Take(12)];
}
