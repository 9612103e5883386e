using System.Globalization;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>DAV:expand-property (RFC 3253, section 3.8).</summary>
public sealed class ExpandPropertyTests
{
    [Theory, EachDatabase]
    public async Task Hrefs_are_answered_by_what_they_lead_to_as_far_as_the_asker_may_see(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/one.ics"), Samples.Event("one"));
        await alice.ExchangeAsync("""
            > REPORT /dav/calendars/alice@example.test/calendar/
            > <expand-property xmlns="DAV:"><property name="owner"><property name="calendar-home-set" namespace="urn:ietf:params:xml:ns:caldav"><property name="displayname"/></property><property name="none"/></property><property name="getetag"/></expand-property>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><owner><response><href>/dav/principals/alice@example.test/</href><propstat><prop><c:calendar-home-set><response><href>/dav/calendars/alice@example.test/</href><propstat><prop><displayname>Alice Moreau</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></c:calendar-home-set></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><none/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></owner></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><getetag/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Prefer: return=minimal
            > <expand-property xmlns="DAV:"><property name="owner"><property name="none"/></property><property name="getetag"/></expand-property>
            < 207
            < Preference-Applied: return=minimal
            < Vary: Brief, Prefer
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><owner><response><href>/dav/principals/alice@example.test/</href><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response></owner></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > Prefer: depth-noroot
            > <expand-property xmlns="DAV:"><property name="inherited-acl-set"><property name="displayname"/></property></expand-property>
            < 207
            < Preference-Applied: depth-noroot
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/one.ics</href><propstat><prop><inherited-acl-set><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><displayname>{calendar}</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></inherited-acl-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/principals/alice@example.test/
            > <expand-property xmlns="DAV:"><property name="calendar-user-address-set" namespace="urn:ietf:params:xml:ns:caldav"><property name="displayname"/></property></expand-property>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><href>/dav/principals/alice@example.test/</href><propstat><prop><c:calendar-user-address-set><href>mailto:alice@example.test</href><response><href>/dav/principals/alice@example.test/</href><propstat><prop><displayname>Alice Moreau</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></c:calendar-user-address-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);

        // a property that only clients understand may hold an href to somebody else's calendar: it tells no more than that there is nothing
        await alice.ExchangeAsync("""
            > PROPPATCH /dav/calendars/alice@example.test/calendar/
            > <propertyupdate xmlns="DAV:"><set><prop><x:link xmlns:x="urn:x"><href>/dav/calendars/bob@example.test/calendar/</href></x:link></prop></set></propertyupdate>
            < 207

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <expand-property xmlns="DAV:"><property name="link" namespace="urn:x"><property name="displayname"/></property></expand-property>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><x:link xmlns:x="urn:x"><response><href>/dav/calendars/bob@example.test/calendar/</href><status>HTTP/1.1 404 Not Found</status></response></x:link></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
    }

    [Theory, EachDatabase]
    public async Task What_would_grow_beyond_its_limits_is_refused_whole(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        for (var i = 0; i < 40; i++) await alice.PutAsync(alice.Calendar(string.Create(CultureInfo.InvariantCulture, $"calendar/{i}.ics")), Samples.Event($"e{i}"));
        var leaf = "<property name=\"displayname\"/>";
        var two = Around(Around(leaf));
        using (var allowed = await alice.SendAsync("REPORT", alice.Calendar("calendar/"), $"<expand-property xmlns=\"DAV:\">{Around(two)}</expand-property>")) Assert.Equal(207, (int)allowed.StatusCode);
        await alice.ExchangeAsync($"""
            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > <expand-property xmlns="DAV:">{Around(two)}</expand-property>
            < 403
            < <error xmlns="DAV:"><number-of-matches-within-limits/></error>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <expand-property xmlns="DAV:">{Around(Around(two))}</expand-property>
            < 403
            < <error xmlns="DAV:"><number-of-matches-within-limits/></error>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: infinity
            > <expand-property xmlns="DAV:">{leaf}</expand-property>
            < 400

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <expand-property xmlns="DAV:"><property name="no name"/></expand-property>
            < 400

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <expand-property xmlns="DAV:">{Many(201, "<property name=\"p{0}\"/>")}</expand-property>
            < 400

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop>{Many(201, "<p{0}/>")}</prop></propfind>
            < 400
            """);
    }

    /// <summary>What is stored once could otherwise be asked for a thousand times over.</summary>
    [Fact]
    public async Task One_large_property_is_not_multiplied()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var alice = host.Dav("alice");
        for (var i = 0; i < 10; i++) await alice.PutAsync(alice.Calendar(string.Create(CultureInfo.InvariantCulture, $"calendar/{i}.ics")), Samples.Event($"e{i}"));
        var large = new string('x', 60_000);
        using (var set = await alice.SendAsync("PROPPATCH", alice.Calendar("calendar/"), $"<propertyupdate xmlns=\"DAV:\"><set><prop>{string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"<n:p{i} xmlns:n=\"urn:x\">{large}</n:p{i}>")))}</prop></set></propertyupdate>"))
            Assert.Contains("200 OK", await set.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await alice.ExchangeAsync($"""
            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > <expand-property xmlns="DAV:"><property name="inherited-acl-set">{string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"<property name=\"p{i}\" namespace=\"urn:x\"/>")))}</property></expand-property>
            < 403
            < <error xmlns="DAV:"><number-of-matches-within-limits/></error>
            """);
    }

    private static string Around(string inner) =>
        $"<property name=\"owner\">{inner}</property><property name=\"current-user-principal\">{inner}</property><property name=\"principal-URL\">{inner}</property><property name=\"calendar-home-set\" namespace=\"urn:ietf:params:xml:ns:caldav\">{inner}</property><property name=\"addressbook-home-set\" namespace=\"urn:ietf:params:xml:ns:carddav\">{inner}</property>";

    private static string Many(int count, string format) => string.Concat(Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i)));
}
