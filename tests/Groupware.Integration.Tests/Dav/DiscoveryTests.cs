using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>How a client that knows only a server, a name and a password finds everything (RFC 6764, section 6).</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public async Task From_the_well_known_address_to_homes()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > PROPFIND /.well-known/caldav
            < 308
            < Location: /dav/

            > PROPFIND /dav/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/</href><propstat><prop><current-user-principal><href>/dav/principals/alice@example.test/</href></current-user-principal></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/principals/alice@example.test/
            > Depth: 0
            > <propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav"><prop><displayname/><c:calendar-home-set/><a:addressbook-home-set/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav"><response><href>/dav/principals/alice@example.test/</href><propstat><prop><displayname>Alice Moreau</displayname><c:calendar-home-set><href>/dav/calendars/alice@example.test/</href></c:calendar-home-set><a:addressbook-home-set><href>/dav/addressbooks/alice@example.test/</href></a:addressbook-home-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/principals/
            > Depth: 0
            > <principal-match xmlns="DAV:"><self/></principal-match>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/principals/alice@example.test/</href><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/principals/
            > Depth: 0
            > <principal-property-search xmlns="DAV:"><property-search><prop><displayname/></prop><match>kell</match></property-search><prop><displayname/></prop></principal-property-search>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/principals/bob@example.test/</href><propstat><prop><displayname>Bob Keller</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <expand-property xmlns="DAV:"><property name="owner"><property name="displayname"/></property></expand-property>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><owner><response><href>/dav/principals/alice@example.test/</href><propstat><prop><displayname>Alice Moreau</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></owner></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
    }

    [Fact]
    public async Task Whoever_doesnt_say_a_name_or_the_right_password_is_asked_for_it()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var wrong = new DavUser(host.Url, "alice@example.test", "not-secret");
        using var nobody = new HttpClient();
        using var first = await wrong.SendAsync("PROPFIND", "/dav/", null, ("Depth", "0"));
        using var second = await nobody.GetAsync(new Uri(host.Url, "/dav/calendars/alice@example.test/"), TestContext.Current.CancellationToken);
        Assert.All(new[] { first, second }, answer =>
        {
            Assert.Equal(401, (int)answer.StatusCode);
            Assert.StartsWith("Basic realm=", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        });
    }
}
