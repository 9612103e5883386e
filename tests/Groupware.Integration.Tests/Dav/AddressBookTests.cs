using System.Xml.Linq;
using Groupware.Contacts;
using Groupware.People;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 6352.</summary>
public sealed class AddressBookTests
{
    [Theory, EachDatabase]
    public async Task Cards_are_found_by_name_address_and_type_whatever_their_group(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Book("contacts/ann.vcf"), Samples.Card("ann", "Ann Smith", "EMAIL;TYPE=WORK:ann@example.test"));
        await alice.PutAsync(alice.Book("contacts/jur.vcf"), Samples.Card("jur", "Jürgen Müller", "item1.EMAIL;TYPE=HOME:jm@other.test"));

        Assert.Equal(["ann.vcf"], await HitsAsync(alice, "<prop-filter name=\"FN\"><text-match>SMITH</text-match></prop-filter>"));
        Assert.Equal(["jur.vcf"], await HitsAsync(alice, "<prop-filter name=\"FN\"><text-match>MÜLLER</text-match></prop-filter>"));
        Assert.Equal(["jur.vcf"], await HitsAsync(alice, "<prop-filter name=\"EMAIL\"><param-filter name=\"TYPE\"><text-match match-type=\"equals\">home</text-match></param-filter></prop-filter>"));
        Assert.Equal(["ann.vcf"], await HitsAsync(alice, "<prop-filter name=\"FN\"><text-match negate-condition=\"yes\">müller</text-match></prop-filter>"));
    }

    [Theory, EachDatabase]
    public async Task The_company_directory_is_a_book_that_everybody_reads_and_nobody_writes(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var alice = await host.PersonAsync("alice");
        var cards = host.Get<AddressObjects>();
        var cancel = TestContext.Current.CancellationToken;
        await Until.TrueAsync(async () => (await cards.SearchAsync(alice, "bob", 5, cancel)).Count == 1, TimeSpan.FromSeconds(20), "bob is in the directory");
        await host.Get<Persons>().UpdateAsync((await host.PersonAsync("bob")).Id, new PersonChange(DisplayName: "Robert Keller"), cancel);
        await Until.TrueAsync(async () => (await cards.SearchAsync(alice, "robert", 5, cancel)).Count == 1, TimeSpan.FromSeconds(20), "bob's new name is in the directory");

        using var client = host.Dav("alice");
        using var list = await client.SendAsync("PROPFIND", client.Book(""), "<propfind xmlns=\"DAV:\"><prop><displayname/></prop></propfind>", ("Depth", "1"));
        var book = XElement.Parse(await list.Content.ReadAsStringAsync(cancel)).Elements("{DAV:}response").Single(r => r.Descendants("{DAV:}displayname").First().Value == "Company directory").Element("{DAV:}href")!.Value;
        using var put = await client.SendAsync("PUT", book + "mine.vcf", Samples.Card("mine"));
        Assert.Equal(403, (int)put.StatusCode);
    }

    private static async Task<List<string>> HitsAsync(DavUser user, string filters)
    {
        using var answer = await user.SendAsync("REPORT", user.Book("contacts/"), $"<addressbook-query xmlns=\"urn:ietf:params:xml:ns:carddav\" xmlns:d=\"DAV:\"><d:prop><d:getetag/></d:prop><filter>{filters}</filter></addressbook-query>", ("Depth", "1"));
        Assert.Equal(207, (int)answer.StatusCode);
        return [.. XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants("{DAV:}href").Select(h => h.Value.Split('/')[^1]).Order(StringComparer.Ordinal)];
    }
}
