using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>Extended MKCOL (RFC 5689) and what it stands on (RFC 4918, section 9.3; RFC 6352, section 6.3.1).</summary>
public sealed class MkColTests
{
    [Theory, EachDatabase]
    public async Task A_calendar_is_made_with_its_type_and_all_its_properties_in_one_request(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCOL /dav/calendars/alice@example.test/team/
            > <mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"><set><prop><resourcetype><collection/><c:calendar/></resourcetype><displayname>Équipe &amp; cie</displayname><c:calendar-description xml:lang="fr">Réunions</c:calendar-description></prop></set><set><prop><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set><i:calendar-color>#0E61B9FF</i:calendar-color><x:note xmlns:x="urn:x">kept</x:note></prop></set></mkcol>
            < 201
            < Cache-Control: no-cache

            > PROPFIND /dav/calendars/alice@example.test/team/
            > Depth: 0
            > <propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"><prop><resourcetype/><displayname/><c:calendar-description/><c:supported-calendar-component-set/><i:calendar-color/><x:note xmlns:x="urn:x"/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"><response><href>/dav/calendars/alice@example.test/team/</href><propstat><prop><resourcetype><collection/><c:calendar/></resourcetype><displayname>Équipe &amp; cie</displayname><c:calendar-description xml:lang="fr">Réunions</c:calendar-description><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set><i:calendar-color>#0E61B9FF</i:calendar-color><x:note xmlns:x="urn:x">kept</x:note></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > OPTIONS /dav/calendars/alice@example.test/
            < 200
            < DAV: {before}extended-mkcol{after}
            """);
        await alice.PutAsync(alice.Calendar("team/e.ics"), Samples.Event("e"));
    }

    [Theory, EachDatabase]
    public async Task An_address_book_is_made_with_its_type_and_all_its_properties_in_one_request(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCOL /dav/addressbooks/alice@example.test/clients/
            > <mkcol xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><a:addressbook/></resourcetype><displayname>Clients</displayname><a:addressbook-description xml:lang="en">Whom we work for</a:addressbook-description></prop></set></mkcol>
            < 201
            < Cache-Control: no-cache

            > PROPFIND /dav/addressbooks/alice@example.test/clients/
            > Depth: 0
            > <propfind xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><prop><resourcetype/><displayname/><a:addressbook-description/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><response><href>/dav/addressbooks/alice@example.test/clients/</href><propstat><prop><resourcetype><collection/><a:addressbook/></resourcetype><displayname>Clients</displayname><a:addressbook-description xml:lang="en">Whom we work for</a:addressbook-description></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
        await alice.PutAsync(alice.Book("clients/c.vcf"), Samples.Card("c"));
    }

    /// <summary>RFC 5689, section 3: each property is told, and the collection is not created.</summary>
    [Theory, EachDatabase]
    public async Task With_one_property_refused_nothing_is_made_and_each_property_is_told(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCOL /dav/calendars/alice@example.test/bad/
            > <mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><c:calendar/></resourcetype><displayname>Bad</displayname><getetag>mine</getetag></prop></set></mkcol>
            < 403
            < Cache-Control: no-cache
            < Content-Type: application/xml; charset=utf-8
            < <mkcol-response xmlns="DAV:"><propstat><prop><resourcetype/><displayname/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat><propstat><prop><getetag/></prop><status>HTTP/1.1 403 Forbidden</status><error><cannot-modify-protected-property/></error></propstat></mkcol-response>

            > MKCOL /dav/calendars/alice@example.test/bad/
            > <mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><c:calendar/></resourcetype><c:calendar-timezone>no calendar</c:calendar-timezone></prop></set></mkcol>
            < 403
            < <mkcol-response xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><propstat><prop><resourcetype/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat><propstat><prop><c:calendar-timezone/></prop><status>HTTP/1.1 403 Forbidden</status><error><c:valid-calendar-data/></error></propstat></mkcol-response>

            > MKCOL /dav/addressbooks/alice@example.test/bad/
            > <mkcol xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><a:addressbook/></resourcetype><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set></prop></set></mkcol>
            < 403
            < <mkcol-response xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><propstat><prop><resourcetype/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat><propstat><prop><c:supported-calendar-component-set/></prop><status>HTTP/1.1 403 Forbidden</status><error><cannot-modify-protected-property/></error></propstat></mkcol-response>

            > PROPFIND /dav/calendars/alice@example.test/bad/
            > Depth: 0
            < 404

            > PROPFIND /dav/addressbooks/alice@example.test/bad/
            > Depth: 0
            < 404
            """);
    }

    /// <summary>RFC 5689, sections 3.3 and 3.5.</summary>
    [Theory, EachDatabase]
    public async Task A_type_that_cannot_lie_there_is_refused_as_that_property(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        const string refused = """
            < 403
            < <mkcol-response xmlns="DAV:"><propstat><prop><resourcetype/></prop><status>HTTP/1.1 403 Forbidden</status><error><valid-resourcetype/></error></propstat><propstat><prop><displayname/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat></mkcol-response>
            """;
        foreach (var (home, types) in new[]
        {
            ("calendars", "<collection/><x:teapot xmlns:x=\"urn:x\"/>"),
            ("calendars", "<collection/>"),
            ("calendars", "<c:calendar/>"),
            ("calendars", "<collection/><a:addressbook/>"),
            ("calendars", "<collection/><c:calendar/><a:addressbook/>"),
            ("addressbooks", "<collection/><c:calendar/>"),
        })
        {
            await alice.ExchangeAsync($"""
                > MKCOL /dav/{home}/alice@example.test/bad/
                > <mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype>{types}</resourcetype><displayname>Bad</displayname></prop></set></mkcol>
                {refused}

                > PROPFIND /dav/{home}/alice@example.test/bad/
                > Depth: 0
                < 404
                """);
        }

        await alice.ExchangeAsync("""
            > MKCOL /dav/calendars/alice@example.test/bad/
            > <mkcol xmlns="DAV:"><set><prop><displayname>Of no type</displayname></prop></set></mkcol>
            < 403
            < <error xmlns="DAV:"><valid-resourcetype/></error>

            > MKCOL /dav/calendars/alice@example.test/bad/
            > <propertyupdate xmlns="DAV:"/>
            < 415

            > PROPFIND /dav/calendars/alice@example.test/bad/
            > Depth: 0
            < 404
            """);
    }

    /// <summary>RFC 4918, section 9.3.1.</summary>
    [Theory, EachDatabase]
    public async Task Only_a_free_place_in_ones_own_home_can_be_taken(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        using var bob = host.Dav("bob");
        const string calendar = """<mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><c:calendar/></resourcetype><displayname>Another</displayname></prop></set></mkcol>""";
        await alice.PutAsync(alice.Calendar("calendar/e.ics"), Samples.Event("e"));
        await alice.ExchangeAsync($"""
            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><displayname/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><displayname>{"{name}"}</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > MKCOL /dav/calendars/alice@example.test/calendar/
            > {calendar}
            < 405

            > MKCOL /dav/calendars/alice@example.test/calendar/
            < 405

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><displayname/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><displayname>{"{name}"}</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > MKCOL /dav/calendars/alice@example.test/calendar/e.ics
            > {calendar}
            < 405

            > MKCOL /dav/calendars/alice@example.test/none/sub/
            > {calendar}
            < 409

            > MKCOL /dav/calendars/nobody@example.test/sub/
            > {calendar}
            < 409

            > MKCOL /dav/calendars/alice@example.test/calendar/sub/
            > {calendar}
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:calendar-collection-location-ok/></error>

            > MKCOL /dav/addressbooks/alice@example.test/contacts/sub/
            > <mkcol xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><a:addressbook/></resourcetype></prop></set></mkcol>
            < 403
            < <error xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><a:addressbook-collection-location-ok/></error>

            > MKCOL /dav/elsewhere/
            > {calendar}
            < 403

            > MKCOL /dav/calendars/alice@example.test/shared-99/
            > {calendar}
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:calendar-collection-location-ok/></error>
            """);
        await bob.ExchangeAsync($"""
            > MKCOL /dav/calendars/alice@example.test/mine/
            > {calendar}
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>/dav/calendars/alice@example.test/</href><privilege><bind/></privilege></resource></need-privileges></error>
            """);
        await alice.ExchangeAsync("""
            > PROPFIND /dav/calendars/alice@example.test/mine/
            > Depth: 0
            < 404
            """);
    }
}
