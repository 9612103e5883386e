using System.Globalization;
using Groupware.Contacts;
using Groupware.Formats.VCard;

namespace Groupware.Web.Demo;

/// <summary>Contacts of the demo as cards, made as the contact form makes them.</summary>
internal static class DemoCards
{
    public static byte[] Build(DemoContact demo, DemoMoments moments)
    {
        var card = ContactCard.Empty with
        {
            Kind = demo.Kind == "org" ? ContactKind.Company : ContactKind.Person,
            DisplayName = demo.Fn,
            Name = StructuredName.Empty with { Given = demo.Given ?? "", Family = demo.Family ?? "" },
            Organization = demo.Org ?? "",
            JobTitle = demo.Title ?? "",
            Emails = [.. demo.Emails.Select(Value)],
            Phones = [.. demo.Phones.Select(Value)],
            Addresses = demo.Address is { } a
                ? [new ContactAddress(new StructuredAddress("", "", a.Street ?? "", a.City ?? "", a.Region ?? "", a.Postcode ?? "", a.Country ?? ""), a.Type ?? "work")]
                : [],
            WebSites = demo.Url is { } url ? [new ContactValue(url)] : [],
            Birthday = demo.Birthday is { } day ? Birthday(day) : null,
            Notes = demo.Note ?? "",
            Categories = demo.Categories ?? [],
            Photo = demo.Photo is { } photo ? new ContactPhoto(DemoData.Bytes(photo), photo.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg") : null,
        };
        return ContactCardEditor.Create(card, demo.Uid, moments.Now);
    }

    private static ContactValue Value(DemoValue value) => new(value.Value, value.Type == "cell" ? "mobile" : value.Type, value.Pref);

    /// <summary><c>--03-14</c> or <c>1984-03-14</c>.</summary>
    private static ContactDate Birthday(string text)
    {
        int Number(Range range) => int.Parse(text.AsSpan()[range], CultureInfo.InvariantCulture);
        return text.StartsWith("--", StringComparison.Ordinal) ? new ContactDate(null, Number(2..4), Number(5..7)) : new ContactDate(Number(..4), Number(5..7), Number(8..10));
    }
}
