using System.Text;
using Groupware.Contacts;
using Groupware.Formats.VCard;
using NodaTime;

namespace Groupware.Tests.Contacts;

public sealed class ContactCardEditorTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 4, 8, 24);

    private const string Phone = """
        BEGIN:VCARD
        VERSION:3.0
        PRODID:-//Apple Inc.//iPhone OS 17.0//EN
        N:Meyer;Jonas;;;
        FN:Jonas Meyer
        ORG:Meyer Metalwork;
        TITLE:Workshop lead
        item1.EMAIL;type=INTERNET;type=pref:jonas@meyer-metalwork.example
        item1.X-ABLabel:Workshop
        EMAIL;type=INTERNET;type=HOME:jm.bikes@post.example
        TEL;type=CELL;type=VOICE:+49 40 555 0142
        item2.ADR;type=WORK:;;Hafenstraße 18;Hamburg;;20457;Germany
        item2.X-ABADR:de
        BDAY;X-APPLE-OMIT-YEAR=1604:1604-09-14
        X-SOCIALPROFILE;type=twitter;x-user=jonas:x-apple:jonas
        IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:jonas@chat.exa
         mple
        NOTE:Prefers the phone\, before 9:00.\nAway in July.
        CATEGORIES:Supplier,Footbridge
        UID:0b4e1a5c-77
        END:VCARD

        """;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");

    [Fact]
    public void A_card_of_a_phone_is_read()
    {
        var card = ContactCardEditor.Read(Bytes(Phone));

        Assert.Equal("Jonas Meyer", card.DisplayName);
        Assert.Equal(new StructuredName("Meyer", "Jonas", "", "", ""), card.Name);
        Assert.Equal([new ContactValue("jonas@meyer-metalwork.example", "Workshop", true, 0), new ContactValue("jm.bikes@post.example", "home", false, 1)], card.Emails);
        Assert.Equal([new ContactValue("+49 40 555 0142", "mobile", false, 0)], card.Phones);
        Assert.Equal("Hamburg", Assert.Single(card.Addresses).Address.Locality);
        Assert.Equal(new ContactDate(null, 9, 14), card.Birthday);
        Assert.Equal("Prefers the phone, before 9:00.\nAway in July.", card.Notes);
        Assert.Equal(["Supplier", "Footbridge"], card.Categories);
        Assert.Equal(2, card.OtherFields);
        Assert.Equal(ContactKind.Person, card.Kind);
    }

    [Fact]
    public void Nothing_changed_is_the_same_text()
    {
        var body = Bytes(Phone);
        Assert.Equal(body, ContactCardEditor.Update(body, ContactCardEditor.Read(body), Now));
    }

    [Fact]
    public void An_edit_touches_only_its_lines()
    {
        var body = Bytes(Phone);
        var card = ContactCardEditor.Read(body);
        var changed = card with
        {
            JobTitle = "Owner",
            Emails = [card.Emails[0], card.Emails[1] with { Value = "jonas@home.example" }, new ContactValue("office@meyer.example", "work")],
        };

        var expected = Phone.Replace("TITLE:Workshop lead", "TITLE:Owner", StringComparison.Ordinal)
            .Replace("EMAIL;type=INTERNET;type=HOME:jm.bikes@post.example\n", "EMAIL;type=INTERNET;type=HOME:jonas@home.example\nEMAIL;TYPE=WORK:office@meyer.example\n", StringComparison.Ordinal);
        Assert.Equal(expected, Text(ContactCardEditor.Update(body, changed, Now)));
    }

    [Fact]
    public void A_removed_line_takes_its_label_with_it()
    {
        var body = Bytes(Phone);
        var card = ContactCardEditor.Read(body);

        var text = Text(ContactCardEditor.Update(body, card with { Emails = [card.Emails[1]], Addresses = [] }, Now));

        Assert.DoesNotContain("item1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("item2", text, StringComparison.Ordinal);
        Assert.Contains("X-SOCIALPROFILE", text, StringComparison.Ordinal);
        Assert.Contains("EMAIL;type=INTERNET;type=HOME:jm.bikes@post.example\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_card_reads_back_as_it_was_meant()
    {
        var meant = ContactCard.Empty with
        {
            Kind = ContactKind.Company,
            DisplayName = "Kestrel; Steelworks, Ltd",
            Organization = "Kestrel; Steelworks, Ltd",
            Department = "Sales",
            Emails = [new ContactValue("sales@kestrel.example", "work", true)],
            Phones = [new ContactValue("+44 20 7946 0000", "fax")],
            Addresses = [new ContactAddress(new StructuredAddress("", "", "1 Forge Lane\nGate 2", "Sheffield", "", "S1 1AA", "UK"), "work")],
            WebSites = [new ContactValue("https://kestrel.example/a,b;c")],
            Birthday = new ContactDate(1988, 2, 29),
            Notes = "Line\nTwo",
            Categories = ["A,b", "C"],
            Photo = new ContactPhoto(new byte[] { 1, 2, 3, 4 }, "image/jpeg"),
        };

        var read = ContactCardEditor.Read(ContactCardEditor.Create(meant, "u-1", Now));

        Assert.Equal("u-1", read.Uid);
        Assert.Equal(ContactKind.Company, read.Kind);
        Assert.Equal(meant.Organization, read.Organization);
        Assert.Equal(new ContactValue("sales@kestrel.example", "work", true, 0), Assert.Single(read.Emails));
        Assert.Equal(new ContactValue("+44 20 7946 0000", "fax", false, 0), Assert.Single(read.Phones));
        Assert.Equal(meant.Addresses[0].Address, Assert.Single(read.Addresses).Address);
        Assert.Equal("https://kestrel.example/a,b;c", Assert.Single(read.WebSites).Value);
        Assert.Equal(meant.Birthday, read.Birthday);
        Assert.Equal(meant.Notes, read.Notes);
        Assert.Equal(meant.Categories, read.Categories);
        Assert.Equal([1, 2, 3, 4], read.Photo!.Bytes.ToArray());
    }

    [Fact]
    public void A_birthday_that_nobody_can_read_keeps_its_line()
    {
        var body = Bytes("BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nBDAY;VALUE=text:circa 1800\nEND:VCARD\n");
        var text = Text(ContactCardEditor.Update(body, ContactCardEditor.Read(body) with { Notes = "x" }, Now));
        Assert.Contains("BDAY;VALUE=text:circa 1800\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_several_cards_comes_apart()
    {
        var cards = CardImport.Read(Bytes("BEGIN:VCARD\nVERSION:3.0\nFN:A\nUID:a\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:B\nEND:VCARD\n"));

        Assert.Equal("A B", string.Join(" ", cards.Select(card => card.DisplayName)));
        Assert.Equal([1, 6], cards.Select(card => card.Line));
        Assert.Equal("a", cards[0].Uid);
        Assert.StartsWith("urn:uuid:", cards[1].Uid, StringComparison.Ordinal);
        Assert.Equal("BEGIN:VCARD\nVERSION:3.0\nFN:A\nUID:a\nEND:VCARD\n", Text(cards[0].Body.ToArray()));
    }
}
