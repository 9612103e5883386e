using System.Text;
using Groupware.Formats.VCard;

namespace Groupware.Tests.Formats.VCard;

public sealed class CardTextTests
{
    [Fact]
    public void Quoted_printable_of_two_physical_lines_is_one_text()
    {
        var card = CardDocument.Parse(Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=A9=\r\n du=0D=0Asoir\r\nTEL;HOME;PREF:1\r\nEND:VCARD\r\n")).Card;
        Assert.Equal("cafédu\nsoir", CardText.Read(card.Property("NOTE")!));
        Assert.Equal(["home"], PropertyTypes.Of(card.Property("TEL")!));
        Assert.Equal(1, PropertyTypes.Preference(card.Property("TEL")!));
    }

    [Fact]
    public void A_list_in_a_part_of_a_name_stays_a_list_when_another_part_changes()
    {
        var document = CardDocument.Parse("BEGIN:VCARD\r\nVERSION:4.0\r\nN:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.\r\nEND:VCARD\r\n"u8.ToArray());
        var property = document.Card.Property("N")!;
        var name = StructuredName.Read(property);
        Assert.Equal("Philip, Paul", name.Additional);
        (name with { Family = "O;Neill" }).WriteTo(property, VCardVersion.V40);
        Assert.Equal("O\\;Neill;John;Philip,Paul;Dr.;Jr.,M.D.", property.RawValue);
    }

    [Fact]
    public void Types_of_a_form_change_and_others_stay()
    {
        var document = CardDocument.Parse("BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=HOME,X-SECRET;TYPE=PREF:1\r\nEND:VCARD\r\n"u8.ToArray());
        var property = document.Card.Property("TEL")!;
        PropertyTypes.Set(property, ["work"], ["home", "work", "cell"], VCardVersion.V30);
        Assert.Equal(["x-secret", "work"], PropertyTypes.Of(property));
        Assert.Equal(1, PropertyTypes.Preference(property));
    }

    [Fact]
    public void A_changed_text_of_a_2_1_card_is_quoted_printable()
    {
        var document = CardDocument.Parse("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Alice\r\nEND:VCARD\r\n"u8.ToArray());
        CardText.Write(document.Card.Property("FN")!, "Alizée; x", VCardVersion.V21);
        var text = Encoding.UTF8.GetString(document.ToBytes());
        Assert.Contains("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Aliz=C3=A9e\\; x\r\n", text, StringComparison.Ordinal);
        Assert.Equal("Alizée; x", CardText.Read(CardDocument.Parse(document.ToBytes()).Card.Property("FN")!));
    }
}
