using System.Xml.Linq;
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

    /// <summary>RFC 4918, section 4.3: a dead property is a property like any other, in every list that asks for it.</summary>
    [Theory, EachDatabase]
    public async Task What_only_clients_understand_is_told_of_members_in_every_list(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var (calendar, book) = (alice.Calendar("calendar/"), alice.Book("contacts/"));
        foreach (var name in new[] { "noted", "plain" })
        {
            await alice.PutAsync($"{calendar}{name}.ics", Samples.Event(name));
            await alice.PutAsync($"{book}{name}.vcf", Samples.Card(name));
        }

        foreach (var noted in new[] { calendar + "noted.ics", book + "noted.vcf" })
        {
            using var patched = await alice.SendAsync("PROPPATCH", noted, "<propertyupdate xmlns=\"DAV:\"><set><prop><x:note xmlns:x=\"urn:x\">kept</x:note></prop></set></propertyupdate>");
            Assert.Contains("200 OK", await patched.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        const string Asked = "<prop><x:note xmlns:x=\"urn:x\"/></prop>";
        const string Named = "xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:a=\"urn:ietf:params:xml:ns:carddav\"";
        await ToldAsync("PROPFIND", calendar, $"<propfind {Named}>{Asked}</propfind>");
        await ToldAsync("PROPFIND", calendar, $"<propfind {Named}><allprop/></propfind>");
        await ToldAsync("REPORT", calendar, $"<sync-collection {Named}><sync-token/><sync-level>1</sync-level>{Asked}</sync-collection>");
        await ToldAsync("REPORT", calendar, $"<c:calendar-multiget {Named}>{Asked}<href>{calendar}noted.ics</href><href>{calendar}plain.ics</href></c:calendar-multiget>");
        await ToldAsync("REPORT", calendar, $"<c:calendar-query {Named}>{Asked}<c:filter><c:comp-filter name=\"VCALENDAR\"/></c:filter></c:calendar-query>");
        await ToldAsync("REPORT", calendar, $"<c:calendar-query {Named}>{Asked}<c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"><c:time-range start=\"20270301T000000Z\" end=\"20270401T000000Z\"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>");
        await ToldAsync("REPORT", calendar, $"<principal-match {Named}><principal-property><owner/></principal-property>{Asked}</principal-match>", "0");
        await ToldAsync("REPORT", calendar, $"<expand-property {Named}><property name=\"note\" namespace=\"urn:x\"/></expand-property>");
        await ToldAsync("REPORT", book, $"<a:addressbook-query {Named}>{Asked}<a:filter><a:prop-filter name=\"FN\"/></a:filter></a:addressbook-query>");

        async Task ToldAsync(string method, string path, string body, string depth = "1")
        {
            using var answer = await alice.SendAsync(method, path, body, ("Depth", depth));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode == 207, text);
            var responses = XElement.Parse(text).Elements(XName.Get("response", "DAV:")).Where(r => r.Descendants(XName.Get("note", "urn:x")).Any(n => n.Value == "kept")).ToList();
            Assert.EndsWith(path == book ? "noted.vcf" : "noted.ics", Assert.Single(responses).Element(XName.Get("href", "DAV:"))!.Value, StringComparison.Ordinal);
            Assert.Contains("/plain.", text, StringComparison.Ordinal);
        }
    }
}
