using System.Xml.Linq;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4791, section 7.9; RFC 6352, section 8.7.</summary>
public sealed class MultiGetTests
{
    private const string CalDav = "urn:ietf:params:xml:ns:caldav";
    private const string CardDav = "urn:ietf:params:xml:ns:carddav";

    [Theory, EachDatabase]
    public async Task Events_come_with_their_text_and_what_is_missing_or_anothers_is_not_found(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        using var bob = host.Dav("bob");
        var own = alice.Calendar("calendar/lunch.ics");
        var (missing, anothers) = (alice.Calendar("calendar/missing.ics"), bob.Calendar("calendar/secret.ics"));
        var etag = await alice.PutAsync(own, Samples.Event("lunch"));
        await bob.PutAsync(anothers, Samples.Event("secret"));

        var answers = await AskAsync(alice, alice.Calendar("calendar/"), CalDav, "calendar", own, missing, anothers);
        Assert.Equal(3, answers.Count);
        Expect(answers[own], etag, Samples.Event("lunch"));
        Assert.All([missing, anothers], href => ExpectNotFound(answers[href]));
        await ExpectClosedAsync(alice, bob.Calendar("calendar/"), CalDav, "calendar", anothers);
    }

    [Theory, EachDatabase]
    public async Task Cards_come_with_their_text_and_what_is_missing_or_anothers_is_not_found(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        using var bob = host.Dav("bob");
        var own = alice.Book("contacts/ann.vcf");
        var (missing, anothers) = (alice.Book("contacts/missing.vcf"), bob.Book("contacts/secret.vcf"));
        var etag = await alice.PutAsync(own, Samples.Card("ann"));
        await bob.PutAsync(anothers, Samples.Card("secret", "Secret Friend"));

        var answers = await AskAsync(alice, alice.Book("contacts/"), CardDav, "addressbook", own, missing, anothers);
        Assert.Equal(3, answers.Count);
        Expect(answers[own], etag, Samples.Card("ann"));
        Assert.All([missing, anothers], href => ExpectNotFound(answers[href]));
        await ExpectClosedAsync(alice, bob.Book("contacts/"), CardDav, "addressbook", anothers);
    }

    private static void Expect(XElement answer, string etag, string text)
    {
        Assert.Equal("HTTP/1.1 200 OK", Assert.Single(answer.Descendants("{DAV:}status")).Value);
        Assert.Equal(etag, answer.Descendants("{DAV:}getetag").Single().Value);
        var data = answer.Descendants().Single(e => e.Name.LocalName is "calendar-data" or "address-data");
        Assert.Equal(text.ReplaceLineEndings("\n"), data.Value.ReplaceLineEndings("\n"));
    }

    private static void ExpectNotFound(XElement answer)
    {
        Assert.Equal("HTTP/1.1 404 Not Found", Assert.Single(answer.Descendants("{DAV:}status")).Value);
        Assert.Empty(answer.Elements("{DAV:}propstat"));
    }

    /// <summary>Asked in the other's own collection the whole request is refused.</summary>
    private static async Task ExpectClosedAsync(DavUser user, string collection, string space, string kind, string href)
    {
        using var answer = await user.SendAsync("REPORT", collection, Request(space, kind, href), ("Depth", "1"));
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.DoesNotContain("SECRET", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Dictionary<string, XElement>> AskAsync(DavUser user, string collection, string space, string kind, params string[] hrefs)
    {
        using var answer = await user.SendAsync("REPORT", collection, Request(space, kind, hrefs), ("Depth", "1"));
        Assert.Equal(207, (int)answer.StatusCode);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Elements("{DAV:}response").ToDictionary(r => r.Element("{DAV:}href")!.Value, StringComparer.Ordinal);
    }

    private static string Request(string space, string kind, params string[] hrefs)
    {
        XNamespace s = space, d = "DAV:";
        var data = kind == "calendar" ? "calendar-data" : "address-data";
        return new XElement(s + (kind + "-multiget"), new XElement(d + "prop", new XElement(d + "getetag"), new XElement(s + data)), hrefs.Select(h => new XElement(d + "href", h))).ToString();
    }
}
