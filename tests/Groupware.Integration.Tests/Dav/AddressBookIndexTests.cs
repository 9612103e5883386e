using System.Security;
using System.Text;
using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Formats.VCard;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>addressbook-query by one text of FN or EMAIL asks the index first: the answer must be that of reading all cards.</summary>
public sealed class AddressBookIndexTests
{
    /// <summary>Cards whose index rows are not all that the card says, or not as it says it.</summary>
    private static readonly string[] Odd =
    [
        "FN:Ann Smith\nN:Smith;Ann;;;\nFN:Second Nämé\nEMAIL:ann@example.test",
        "FN:Mail To\nN:To;Mail;;;\nEMAIL:mailto:to@example.test\nitem1.EMAIL;TYPE=HOME: blanks@example.test ",
        $"FN:{new string('x', 520)} end of name\nN:x;;;;\nEMAIL:{new string('y', 510)}@long.test",
        "FN:ﬁnal Straße ſ Ｋ 100%_!\\\\\\, σοφός ᾳ Ørsted\nN:x;;;;\nEMAIL:İı@example.test",
        "FN:Many\nN:x;;;;\n" + string.Join('\n', Enumerable.Range(0, 110).Select(n => $"EMAIL:many{n}@example.test")),
        "fn:Lower Case\nn:x;;;;\nemail:lower@example.test\nEMAIL:",
    ];

    [Theory, EachDatabase]
    public async Task A_query_by_the_index_finds_what_reading_all_cards_finds(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var files = Directory.EnumerateFiles(Path.Combine(ProductFiles.Root, "tests", "conformance", "data", "vcard"), "*.vcf").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Concat(Odd.Select((lines, n) => $"BEGIN:VCARD\nVERSION:3.0\nUID:odd{n}\n{lines}\nEND:VCARD\n".ReplaceLineEndings("\r\n"))).ToList();
        var values = new List<(string Property, string Text)>();
        for (var n = 0; n < files.Count; n++)
        {
            using var put = await alice.SendAsync("PUT", alice.Book($"contacts/{n}.vcf"), files[n]);
            Assert.True(put.IsSuccessStatusCode || ((int)put.StatusCode < 500 && n < files.Count - Odd.Length), $"{(int)put.StatusCode} for {files[n]}");
            if (!put.IsSuccessStatusCode) continue;
            var card = CardDocument.ParseLenient(Encoding.UTF8.GetBytes(files[n])).Cards.First();
            foreach (var name in new[] { "FN", "EMAIL" }) values.AddRange(card.All(name).Select(p => (name, CardText.Read(p))).Where(v => v.Item2.Length > 0));
        }

        Assert.True(values.Count > 130, $"{values.Count} values");
        var random = new Random(3);
        var found = 0;
        // every value that is odd, and some of each usual kind
        foreach (var (property, text) in values.Where(v => !v.Text.StartsWith("many", StringComparison.Ordinal) || v.Text.StartsWith("many10", StringComparison.Ordinal)))
        {
            var start = random.Next(text.Length);
            var part = text.Substring(start, Math.Min(random.Next(1, 6), text.Length - start));
            var asked = new[] { (part, "contains"), (part.ToUpperInvariant(), "contains"), (text, "equals"), (text.ToUpperInvariant(), "starts-with"), (text[^Math.Min(text.Length, 9)..], "ends-with") };
            random.Shuffle(asked);
            foreach (var (wanted, how) in asked[..2])
            {
                if (wanted.Any(c => c < ' ' || char.IsSurrogate(c))) continue;   // XML carries no such text
                var match = $"<text-match match-type=\"{how}\">{SecurityElement.Escape(wanted)}</text-match>";
                var (indexed, read) = (await HitsAsync(alice, property, match), await HitsAsync(alice, property, match + match));   // one text: by the index; two: by reading
                Assert.Equal(read, indexed);
                found += read.Count;
            }
        }

        Assert.True(found > 100, $"{found} found");
    }

    [Theory, EachDatabase]
    public async Task Only_cards_that_may_match_are_read(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        using var client = host.Dav("alice");
        var alice = await host.PersonAsync("alice");
        await client.PutAsync(client.Book("contacts/jose.vcf"), Samples.Card("jose", "José Martin", "EMAIL:jm@example.test"));
        await client.PutAsync(client.Book("contacts/ann.vcf"), Samples.Card("ann"));
        await client.PutAsync(client.Book("contacts/two.vcf"), Samples.Card("two", "Two Names", "FN:Another"));
        var book = (await host.Get<CollectionDirectory>().ListAsync(alice, CollectionKind.AddressBook, cancel)).Single(b => b.Owner == alice.Id).Id;
        var cards = host.Get<AddressObjects>();

        Assert.Equal(["jose.vcf", "two.vcf"], await cards.CandidatesAsync(alice, book, [new CardSearchText("FN", "jose")], cancel));
        Assert.Equal(["ann.vcf", "jose.vcf", "two.vcf"], await cards.CandidatesAsync(alice, book, [new CardSearchText("FN", "smith"), new CardSearchText("EMAIL", "jm@")], cancel));
        Assert.Equal(["two.vcf"], await cards.CandidatesAsync(alice, book, [new CardSearchText("FN", "%")], cancel));

        // a card that becomes usual is no candidate for everything any more
        await client.PutAsync(client.Book("contacts/two.vcf"), Samples.Card("two", "Two Names"));
        Assert.Empty(await cards.CandidatesAsync(alice, book, [new CardSearchText("FN", "%")], cancel));
        Assert.Empty(await cards.CandidatesAsync(await host.PersonAsync("bob"), book, [new CardSearchText("FN", "jose")], cancel));
    }

    private static async Task<List<string>> HitsAsync(DavUser user, string property, string match)
    {
        using var answer = await user.SendAsync("REPORT", user.Book("contacts/"), $"<addressbook-query xmlns=\"urn:ietf:params:xml:ns:carddav\" xmlns:d=\"DAV:\"><d:prop><d:getetag/></d:prop><filter><prop-filter name=\"{property}\">{match}</prop-filter></filter></addressbook-query>", ("Depth", "1"));
        Assert.Equal(207, (int)answer.StatusCode);
        return [.. XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants("{DAV:}href").Select(h => h.Value.Split('/')[^1]).Order(StringComparer.Ordinal)];
    }
}
