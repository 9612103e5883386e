using System.Text;
using Groupware.Formats.VCard;

namespace Groupware.Tests.Formats.VCard;

public sealed class CardConversionTests
{
    private const string V40 = """
        BEGIN:VCARD
        VERSION:4.0
        UID:u
        KIND:group
        FN:Jean Dupont
        item1.EMAIL;PREF=1;TYPE=work:j@example.test
        item1.X-ABLabel:Office
        TEL;VALUE=uri;TYPE="cell,voice":tel:+33-1
        BDAY:--0412
        GEO:geo:48.8,2.3
        PHOTO:data:image/jpeg;base64,AAAA
        MEMBER:urn:uuid:a
        X-OTHER;X-P="a;b":kept
        END:VCARD

        """;

    private const string V30 = """
        BEGIN:VCARD
        VERSION:3.0
        UID:u
        X-ADDRESSBOOKSERVER-KIND:group
        FN:Jean Dupont
        item1.EMAIL;TYPE=work,PREF:j@example.test
        item1.X-ABLabel:Office
        TEL;TYPE=cell,voice:+33-1
        BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12
        GEO:48.8;2.3
        PHOTO;ENCODING=b;TYPE=JPEG:AAAA
        X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a
        X-OTHER;X-P="a;b":kept
        N:Jean Dupont;;;;
        END:VCARD

        """;

    [Fact]
    public void A_4_0_card_asked_for_as_3_0() => Assert.Equal(Lines(V30), Convert(V40, VCardVersion.V30));

    [Fact]
    public void And_back_again()
    {
        var back = Convert(V30, VCardVersion.V40);
        Assert.Equal(
            Lines(V40).Replace("EMAIL;PREF=1;TYPE=work", "EMAIL;TYPE=work;PREF=1", StringComparison.Ordinal).Replace("TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+33-1", "TEL;TYPE=cell,voice:+33-1", StringComparison.Ordinal)
                .Replace("END:VCARD", "N:Jean Dupont;;;;\r\nEND:VCARD", StringComparison.Ordinal),
            back);
    }

    [Fact]
    public void A_card_of_that_version_stays_as_it_is()
    {
        foreach (var file in Samples.Cards)
        {
            var octets = Samples.Read(file);
            if (CardDocument.TryParse(octets, out var document))
                Assert.Equal(octets, CardConversion.To(octets, document.Version).ToArray());
        }
    }

    [Fact]
    public void Every_sample_converts_to_a_card_that_reads()
    {
        foreach (var file in Samples.Cards)
        {
            var octets = Samples.Read(file);
            if (!CardDocument.TryParse(octets, out var before) || before.Version == VCardVersion.V21)
                continue;
            foreach (var version in new[] { VCardVersion.V30, VCardVersion.V40 })
            {
                var after = CardDocument.Parse(CardConversion.To(octets, version));
                Assert.Equal(version, after.Version);
                Assert.Equal(CardScan.Read(octets).Emails, CardScan.Read(after.ToBytes()).Emails);
                Assert.Equal(CardScan.Read(octets).FullName, CardScan.Read(after.ToBytes()).FullName);
            }
        }
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");

    private static string Convert(string text, VCardVersion version) => Encoding.UTF8.GetString(CardConversion.To(Encoding.UTF8.GetBytes(Lines(text)), version).Span);
}
