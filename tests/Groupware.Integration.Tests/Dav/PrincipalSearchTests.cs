using System.Globalization;
using System.Xml.Linq;
using Groupware.People;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>Reports about people (RFC 3744, sections 9.3 to 9.5).</summary>
public sealed class PrincipalSearchTests
{
    [Theory, EachDatabase]
    public async Task People_are_found_by_name_and_every_address_unless_their_account_is_closed(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var persons = host.Get<Persons>();
        Assert.Equal(DirectoryOutcome.Done, await persons.CreateAsync(new NewPerson(Suite.Address("zoe"), "Zoë Kellermann", Suite.Password, AnyPassword: true), cancel));
        Assert.Equal(DirectoryOutcome.Done, await persons.CreateAsync(new NewPerson(Suite.Address("former"), "Former Keller", Suite.Password, AnyPassword: true), cancel));
        Assert.Equal(DirectoryOutcome.Done, await persons.DisableAsync((await host.PersonAsync("former")).Id, cancel));
        Assert.Equal(DirectoryOutcome.Done, await persons.UpdateAsync((await host.PersonAsync("carol")).Id, new PersonChange { Address = Suite.Address("caroline") }, cancel));
        using var alice = host.Dav("alice");

        Assert.Equal(["bob", "zoe"], await FoundAsync(alice, Search("displayname", "KELL")));
        Assert.Equal(["zoe"], await FoundAsync(alice, Search("displayname", "zoe")));
        Assert.Equal([], await FoundAsync(alice, Search("displayname", "former")));
        Assert.Equal(["zoe"], await FoundAsync(alice, Search("displayname", "zo", "starts-with")));
        Assert.Equal([], await FoundAsync(alice, Search("displayname", "keller", "starts-with")));
        Assert.Equal(["bob"], await FoundAsync(alice, Search("displayname", "bob keller", "equals")));
        // the address somebody had before is still theirs
        Assert.Equal(["caroline"], await FoundAsync(alice, "<property-search><prop><c:calendar-user-address-set/></prop><match>mailto:carol@</match></property-search>"));
        Assert.Equal(["caroline"], await FoundAsync(alice, "<property-search><prop><s:email-address-set/></prop><match match-type=\"starts-with\">carol@</match></property-search>"));
        // several searches, and several properties of one, are an AND; CalendarServer's test makes it an OR
        var two = Search("displayname", "bob") + Search("displayname", "zo");
        Assert.Equal([], await FoundAsync(alice, two));
        Assert.Equal(["bob", "zoe"], await FoundAsync(alice, two, test: "anyof"));
        Assert.Equal(["bob"], await FoundAsync(alice, "<property-search><prop><displayname/><c:calendar-user-address-set/></prop><match>bob</match></property-search>"));
        Assert.Equal(4, (await FoundAsync(alice, "<property-search><prop><c:calendar-user-type/></prop><match>individual</match></property-search>")).Count);
        // nothing that isn't said to be searchable is, nor does an empty text find everybody
        Assert.Equal([], await FoundAsync(alice, Search("creationdate", "2")));
        Assert.Equal([], await FoundAsync(alice, "<property-search><prop><x:password xmlns:x=\"urn:x\"/></prop><match>a</match></property-search>"));
        Assert.Equal([], await FoundAsync(alice, Search("displayname", "")));
        // below a calendar there are no people, unless the request means all of them
        Assert.Equal([], await FoundAsync(alice, Search("displayname", "bob"), alice.Calendar("calendar/")));
        Assert.Equal(["bob"], await FoundAsync(alice, Search("displayname", "bob") + "<apply-to-principal-collection-set/>", alice.Calendar("calendar/")));

        await alice.ExchangeAsync("""
            > REPORT /dav/principals/
            > Depth: 0
            > <principal-property-search xmlns="DAV:" xmlns:s="http://calendarserver.org/ns/"><property-search><prop><displayname/></prop><match>caro</match></property-search><prop><displayname/><s:email-address-set/><x:hash xmlns:x="urn:x"/></prop></principal-property-search>
            < 207
            < <multistatus xmlns="DAV:" xmlns:s="http://calendarserver.org/ns/"><response><href>/dav/principals/caroline@example.test/</href><propstat><prop><displayname>Carol Nguyen</displayname><s:email-address-set><s:email-address>caroline@example.test</s:email-address><s:email-address>carol@example.test</s:email-address></s:email-address-set></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><x:hash xmlns:x="urn:x"/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>

            > REPORT /dav/principals/
            > Depth: 1
            > <principal-property-search xmlns="DAV:"><property-search><prop><displayname/></prop><match>bob</match></property-search></principal-property-search>
            < 400

            > REPORT /dav/principals/
            > <principal-property-search xmlns="DAV:"><prop><displayname/></prop></principal-property-search>
            < 400

            > PROPFIND /dav/principals/former@example.test/
            > Depth: 0
            < 404

            > PROPFIND /dav/calendars/former@example.test/
            > Depth: 0
            < 404

            > REPORT /dav/principals/
            > Depth: 0
            > <principal-search-property-set xmlns="DAV:"/>
            < 200
            < <principal-search-property-set xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/">
            <   <principal-search-property><prop><displayname/></prop><description>Name</description></principal-search-property>
            <   <principal-search-property><prop><c:calendar-user-address-set/></prop><description>Calendar address</description></principal-search-property>
            <   <principal-search-property><prop><c:calendar-user-type/></prop><description>Kind of calendar user</description></principal-search-property>
            <   <principal-search-property><prop><s:email-address-set/></prop><description>Mail address</description></principal-search-property>
            < </principal-search-property-set>

            > REPORT /dav/principals/
            > Depth: 1
            > <principal-search-property-set xmlns="DAV:"/>
            < 400
            """);

        using var nobody = new HttpClient();
        using var asked = new HttpRequestMessage(new HttpMethod("REPORT"), new Uri(host.Url, "/dav/principals/")) { Content = new StringContent(Report(Search("displayname", "bob"), null)) };
        using var answer = await nobody.SendAsync(asked, cancel);
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(cancel));
    }

    [Fact]
    public async Task A_search_that_finds_too_many_gives_the_first_and_says_that_there_are_more()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        var cancel = TestContext.Current.CancellationToken;
        for (var i = 0; i < 201; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"many{i:000}");
            Assert.Equal(DirectoryOutcome.Done, await host.Get<Persons>().CreateAsync(new NewPerson(Suite.Address(name), name, null), cancel));
        }

        using var alice = host.Dav("alice");
        using var answer = await alice.SendAsync("REPORT", "/dav/principals/", Report(Search("displayname", "many"), null));
        var text = await answer.Content.ReadAsStringAsync(cancel);
        Assert.Equal(207, (int)answer.StatusCode);
        Assert.Equal(200, Count(text, "/dav/principals/many"));
        Assert.EndsWith("<D:response><D:href>/dav/principals/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status><D:error><D:number-of-matches-within-limits/></D:error></D:response></D:multistatus>\n", text, StringComparison.Ordinal);
        await alice.ExchangeAsync($"""
            > REPORT /dav/principals/
            > <principal-property-search xmlns="DAV:">{string.Concat(Enumerable.Repeat(Search("displayname", "many"), 21))}</principal-property-search>
            < 403
            < <error xmlns="DAV:"><number-of-matches-within-limits/></error>
            """);
    }

    [Theory, EachDatabase]
    public async Task What_names_the_asker_is_found_at_any_depth_below_the_resource(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        using var bob = host.Dav("bob");
        await alice.PutAsync(alice.Calendar("calendar/one.ics"), Samples.Event("one"));
        await bob.PutAsync(bob.Calendar("calendar/two.ics"), Samples.Event("two"));

        const string Owned = "<principal-match xmlns=\"DAV:\"><principal-property><owner/></principal-property></principal-match>";
        const string Self = "<principal-match xmlns=\"DAV:\"><self/></principal-match>";
        Assert.Equal(["/dav/calendars/alice@example.test/calendar/", "/dav/calendars/alice@example.test/calendar/one.ics", "/dav/calendars/alice@example.test/tasks/"], await HrefsAsync(alice, alice.Calendar(""), Owned));
        Assert.Equal(["/dav/calendars/alice@example.test/calendar/one.ics"], await HrefsAsync(alice, alice.Calendar("calendar/"), Owned));
        Assert.Equal([], await HrefsAsync(alice, bob.Calendar(""), Owned));
        Assert.Equal(["/dav/principals/alice@example.test/"], await HrefsAsync(alice, "/dav/", Self));
        Assert.Equal(["/dav/principals/alice@example.test/"], await HrefsAsync(alice, "/dav/principals/", Self));
        Assert.Equal([], await HrefsAsync(alice, alice.Calendar(""), Self));
        await alice.ExchangeAsync($"""
            > REPORT /dav/principals/
            > Depth: infinity
            > {Self}
            < 400

            > REPORT /dav/principals/
            > <principal-match xmlns="DAV:"/>
            < 400
            """);
    }

    private static string Search(string property, string match, string? type = null) =>
        $"<property-search><prop><{property}/></prop><match{(type is null ? "" : $" match-type=\"{type}\"")}>{match}</match></property-search>";

    private static string Report(string searches, string? test) =>
        $"<principal-property-search xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:s=\"http://calendarserver.org/ns/\"{(test is null ? "" : $" test=\"{test}\"")}>{searches}</principal-property-search>";

    private static async Task<List<string>> FoundAsync(DavUser user, string searches, string path = "/dav/principals/", string? test = null) =>
        (await HrefsAsync(user, path, Report(searches, test))).ConvertAll(h => h["/dav/principals/".Length..h.IndexOf('@', StringComparison.Ordinal)]);

    private static async Task<List<string>> HrefsAsync(DavUser user, string path, string report)
    {
        using var answer = await user.SendAsync("REPORT", path, report);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == 207, text);
        return [.. XElement.Parse(text).Elements().Elements(XName.Get("href", "DAV:")).Select(h => h.Value)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
