using System.Text;
using Groupware.Contacts;
using Groupware.Formats.VCard;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Contacts;
using NodaTime;

namespace Groupware.Web.Tests.Contacts;

public sealed class ContactFormTests
{
    private static readonly ContactCard Jonas = ContactCard.Empty with
    {
        Uid = "u",
        DisplayName = "Jonas Meyer",
        Name = new StructuredName("Meyer", "Jonas", "", "", ""),
        Organization = "Meyer Metalwork",
        Emails = [new ContactValue("jonas@meyer.example", "work", false, 0)],
    };

    private static ContactForm Form(ContactCard card) => new(card, new CollectionId(1), isNew: false);

    [Fact]
    public void An_untouched_form_changes_nothing()
    {
        var form = Form(Jonas);
        Assert.Equal(0, form.Changes);
        Assert.Equal(Jonas, form.ApplyTo(Jonas));
    }

    [Fact]
    public void What_the_person_changed_is_put_onto_a_newer_card_and_nothing_else()
    {
        var form = Form(Jonas);
        form.JobTitle = "Owner";
        form.Emails[0].Text = "office@meyer.example";
        var newer = Jonas with { Notes = "by phone", Organization = "Meyer & Sons" };

        var merged = form.ApplyTo(newer);

        Assert.Equal(2, form.Changes);
        Assert.Equal(("Owner", "by phone", "Meyer & Sons"), (merged.JobTitle, merged.Notes, merged.Organization));
        Assert.Equal("office@meyer.example", Assert.Single(merged.Emails).Value);
    }

    [Fact]
    public void The_name_shown_follows_its_parts_unless_somebody_chose_another()
    {
        var form = Form(Jonas with { DisplayName = "JM the welder" });
        Assert.Equal("JM the welder", form.DisplayName);
        form.Family = "Maier";
        Assert.Equal("Jonas Maier", form.DisplayName);
    }

    [Fact]
    public void A_person_becomes_a_company_and_keeps_its_other_lines()
    {
        var body = Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jonas Meyer\r\nN:Meyer;Jonas;;;\r\nORG:Meyer Metalwork\r\nX-A:1\r\nEND:VCARD\r\n");
        var form = Form(ContactCardEditor.Read(body));
        form.IsCompany = true;

        var text = Encoding.UTF8.GetString(ContactCardEditor.Update(body, form.ApplyTo(ContactCardEditor.Read(body)), Instant.FromUnixTimeSeconds(0)));

        Assert.Equal("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Meyer Metalwork\r\nN:;;;;\r\nORG:Meyer Metalwork\r\nX-A:1\r\nX-ABShowAs:COMPANY\r\nEND:VCARD\r\n", text);
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("jm.bikes@post", false)]
    [InlineData("@b.example", false)]
    [InlineData("a b@c.example", false)]
    [InlineData("a@.example", false)]
    public void An_address_needs_a_full_domain(string text, bool right) => Assert.Equal(right, ContactForm.IsMailAddress(text));

    [Theory]
    [InlineData(29, 2, null, true)]
    [InlineData(29, 2, 2023, false)]
    [InlineData(31, 4, null, false)]
    [InlineData(null, 4, null, false)]
    [InlineData(null, null, null, true)]
    public void A_birthday_is_a_day_that_exists(int? day, int? month, int? year, bool right)
    {
        var form = Form(Jonas);
        (form.Day, form.Month, form.Year) = (day, month, year);
        Assert.Equal(right, form.BirthdayIsRight);
    }
}
