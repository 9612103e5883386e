using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>Making collections and changing their properties (RFC 4918, RFC 4791, RFC 5689).</summary>
public sealed class PropertyTests
{
    [Theory, EachDatabase]
    public async Task A_calendar_is_made_with_its_properties_and_keeps_what_only_clients_understand(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/team/
            > <c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Équipe &amp; cie</displayname><c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set></prop></set></c:mkcalendar>
            < 201

            > MKCALENDAR /dav/calendars/alice@example.test/team/
            < 403
            < <error xmlns="DAV:"><resource-must-be-null/></error>

            > MKCOL /dav/addressbooks/alice@example.test/team/
            > <mkcol xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><a:addressbook/></resourcetype></prop></set></mkcol>
            < 201

            > PROPPATCH /dav/calendars/alice@example.test/team/
            > <propertyupdate xmlns="DAV:" xmlns:i="http://apple.com/ns/ical/"><set><prop><i:calendar-color>#0E61B9FF</i:calendar-color><x:note xmlns:x="urn:x" xml:lang="fr"><x:b k="v">gras</x:b> suite</x:note></prop></set></propertyupdate>
            < 207
            < <multistatus xmlns="DAV:" xmlns:i="http://apple.com/ns/ical/"><response><href>/dav/calendars/alice@example.test/team/</href><propstat><prop><i:calendar-color/><x:note xmlns:x="urn:x"/></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/team/
            > Depth: 0
            > <propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"><prop><displayname/><c:supported-calendar-component-set/><i:calendar-color/><x:note xmlns:x="urn:x"/><x:none xmlns:x="urn:x"/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"><response><href>/dav/calendars/alice@example.test/team/</href><propstat><prop><displayname>Équipe &amp; cie</displayname><c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set><i:calendar-color>#0E61B9FF</i:calendar-color><x:note xmlns:x="urn:x" xml:lang="fr"><x:b k="v">gras</x:b></x:note></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><x:none xmlns:x="urn:x"/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>

            > PROPPATCH /dav/calendars/alice@example.test/team/
            > <propertyupdate xmlns="DAV:"><set><prop><displayname>after</displayname><getetag>x</getetag></prop></set></propertyupdate>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/team/</href><propstat><prop><displayname/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat><propstat><prop><getetag/></prop><status>HTTP/1.1 403 Forbidden</status><error><cannot-modify-protected-property/></error></propstat></response></multistatus>

            > DELETE /dav/calendars/alice@example.test/team/
            < 204

            > PROPFIND /dav/calendars/alice@example.test/team/
            > Depth: 0
            < 404
            """);
    }
}
