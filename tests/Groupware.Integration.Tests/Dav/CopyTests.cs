using Groupware.Collections;
using Groupware.Storage.Collections;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4918, sections 9.8 and 10.6; RFC 4791 and RFC 6352, no-uid-conflict; RFC 6578, section 3.5.</summary>
public sealed class CopyTests
{
    [Theory, EachDatabase]
    public async Task A_copy_is_a_new_member_with_the_same_bytes_ETag_and_dead_properties_and_the_source_is_untouched(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var odd = Samples.Event("odd", "DTSTART:20270310T090000Z\nSUMMARY:Un ré\n sumé\\, \\n\nx-lower;x-p=1;X-P=\"a;b:c\":v");
        await alice.PutAsync(alice.Calendar("calendar/m.ics"), odd);
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/other/
            < 201

            > PROPPATCH /dav/calendars/alice@example.test/calendar/m.ics
            > <propertyupdate xmlns="DAV:"><set><prop><x:note xmlns:x="urn:x">kept</x:note></prop></set></propertyupdate>
            < 207

            > PROPFIND /dav/calendars/alice@example.test/calendar/m.ics
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><resource-id/><getetag/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/m.ics</href><propstat><prop><resource-id><href>{id}</href></resource-id><getetag>{etag}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/m.ics</href><propstat><prop><getetag>{etag}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response><sync-token>{here}</sync-token></multistatus>

            > REPORT /dav/calendars/alice@example.test/other/
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><sync-token>{there}</sync-token></multistatus>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            > Depth: 0
            < 201
            < ETag: {etag}
            < Location: /dav/calendars/alice@example.test/other/n.ics

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token>{here}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><sync-token>{here}</sync-token></multistatus>

            > REPORT /dav/calendars/alice@example.test/other/
            > <sync-collection xmlns="DAV:"><sync-token>{there}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/n.ics</href><propstat><prop><getetag>{etag}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response><sync-token>{later}</sync-token></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/other/n.ics
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><resource-id/><x:note xmlns:x="urn:x"/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/n.ics</href><propstat><prop><resource-id><href>{copy}</href></resource-id><x:note xmlns:x="urn:x">kept</x:note></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
        Assert.NotEqual(alice.Captured["id"], alice.Captured["copy"]);
        Assert.Equal(odd, await alice.GetAsync(alice.Calendar("calendar/m.ics")));
        Assert.Equal(odd, await alice.GetAsync(alice.Calendar("other/n.ics")));
    }

    [Theory, EachDatabase]
    public async Task A_copy_replaces_what_is_there_unless_told_not_to(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/other/
            < 201
            """);
        await alice.PutAsync(alice.Calendar("calendar/m.ics"), Samples.Event("m"));
        var there = Samples.Event("another", "DTSTART:20270311T090000Z\nSUMMARY:There before");
        await alice.PutAsync(alice.Calendar("other/n.ics"), there);
        await alice.ExchangeAsync("""
            > PROPPATCH /dav/calendars/alice@example.test/other/n.ics
            > <propertyupdate xmlns="DAV:"><set><prop><x:old xmlns:x="urn:x">of the one replaced</x:old></prop></set></propertyupdate>
            < 207

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            > Overwrite: F
            < 412
            """);
        Assert.Equal(there, await alice.GetAsync(alice.Calendar("other/n.ics")));

        // another UID may come to that URL: RFC 4918 deletes what is replaced first
        await alice.ExchangeAsync("""
            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            > Overwrite: T
            < 204

            > PROPFIND /dav/calendars/alice@example.test/other/n.ics
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><x:old xmlns:x="urn:x"/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/n.ics</href><propstat><prop><x:old xmlns:x="urn:x"/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>
            """);
        Assert.Equal(Samples.Event("m"), await alice.GetAsync(alice.Calendar("other/n.ics")));

        var changed = Samples.Event("m", "DTSTART:20270312T090000Z\nSUMMARY:Later");
        await alice.PutAsync(alice.Calendar("calendar/m.ics"), changed);
        await alice.ExchangeAsync("""
            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            < 204
            """);
        Assert.Equal(changed, await alice.GetAsync(alice.Calendar("other/n.ics")));
    }

    [Theory, EachDatabase]
    public async Task Refusals_carry_their_condition_and_change_nothing(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/m.ics"), Samples.Event("m"));
        await alice.PutAsync(alice.Calendar("calendar/o.ics"), Samples.Event("o"));
        await alice.PutAsync(alice.Book("contacts/c.vcf"), Samples.Card("c"));
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/other/
            < 201

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            < 201

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><sync-token>{here}</sync-token></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/other/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/</href><propstat><prop><sync-token>{there}</sync-token></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/calendar/again.ics
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><href>/dav/calendars/alice@example.test/calendar/m.ics</href></c:no-uid-conflict></error>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/calendar/o.ics
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><href>/dav/calendars/alice@example.test/calendar/m.ics</href></c:no-uid-conflict></error>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/second.ics
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><href>/dav/calendars/alice@example.test/other/n.ics</href></c:no-uid-conflict></error>

            > COPY /dav/addressbooks/alice@example.test/contacts/c.vcf
            > Destination: /dav/addressbooks/alice@example.test/contacts/again.vcf
            < 403
            < <error xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><a:no-uid-conflict><href>/dav/addressbooks/alice@example.test/contacts/c.vcf</href></a:no-uid-conflict></error>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/calendar/m.ics
            < 403

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/addressbooks/alice@example.test/contacts/m.ics
            < 403
            < <error xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><a:valid-address-data/></error>

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/none/m.ics
            < 409

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: http://elsewhere.test/dav/calendars/alice@example.test/other/m.ics
            < 502

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            < 400

            > COPY /dav/calendars/alice@example.test/calendar/none.ics
            > Destination: /dav/calendars/alice@example.test/other/none.ics
            < 404

            > COPY /dav/calendars/alice@example.test/calendar/m.ics
            > If-Match: "stale"
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            < 412

            > COPY /dav/calendars/alice@example.test/calendar/
            > Destination: /dav/calendars/alice@example.test/whole/
            < 403

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><sync-token>{here}</sync-token></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/other/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/</href><propstat><prop><sync-token>{there}</sync-token></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
    }

    [Theory, EachDatabase]
    public async Task A_copy_needs_the_right_to_read_there_and_to_write_here_and_private_events_are_nobody_elses(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"));
        using var owner = host.Dav("alice");
        using var other = host.Dav("bob");
        await owner.PutAsync(owner.Calendar("calendar/open.ics"), Samples.Event("open"));
        await owner.PutAsync(owner.Calendar("calendar/secret.ics"), Samples.Event("secret", "DTSTART:20270311T090000Z\nCLASS:PRIVATE\nSUMMARY:Doctor"));
        await other.PutAsync(other.Calendar("calendar/mine.ics"), Samples.Event("mine"));
        var calendar = (await host.Get<CollectionDirectory>().ListAsync(alice, CollectionKind.Calendar, cancel)).Single();

        // what one may not see is not there
        await other.ExchangeAsync("""
            > COPY /dav/calendars/alice@example.test/calendar/open.ics
            > Destination: /dav/calendars/bob@example.test/calendar/open.ics
            < 404

            > COPY /dav/calendars/bob@example.test/calendar/mine.ics
            > Destination: /dav/calendars/alice@example.test/calendar/mine.ics
            < 409
            """);

        Assert.True(await host.Get<CollectionDirectory>().ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Read, cancel));
        var shared = $"/dav/calendars/bob@example.test/shared-{calendar.Id.Value}/";
        await other.ExchangeAsync($$"""
            > COPY {{shared}}open.ics
            > Destination: /dav/calendars/bob@example.test/calendar/open.ics
            < 201

            > COPY {{shared}}secret.ics
            > Destination: /dav/calendars/bob@example.test/calendar/secret.ics
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{{shared}}secret.ics</href><privilege><read/></privilege></resource></need-privileges></error>

            > COPY /dav/calendars/bob@example.test/calendar/mine.ics
            > Destination: {{shared}}mine.ics
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{{shared}}</href><privilege><bind/></privilege></resource></need-privileges></error>

            > GET /dav/calendars/bob@example.test/calendar/secret.ics
            < 404
            """);
        Assert.Equal(Samples.Event("open"), await other.GetAsync(other.Calendar("calendar/open.ics")));
        using var absent = await owner.SendAsync("GET", owner.Calendar("calendar/mine.ics"));
        Assert.Equal(404, (int)absent.StatusCode);

        Assert.True(await host.Get<CollectionDirectory>().ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Write, cancel));
        await other.ExchangeAsync($$"""
            > COPY /dav/calendars/bob@example.test/calendar/mine.ics
            > Destination: {{shared}}secret.ics
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{{shared}}secret.ics</href><privilege><write-content/></privilege></resource></need-privileges></error>

            > COPY /dav/calendars/bob@example.test/calendar/mine.ics
            > Destination: {{shared}}mine.ics
            < 201
            """);
        Assert.Equal(Samples.Event("mine"), await owner.GetAsync(owner.Calendar("calendar/mine.ics")));
        Assert.Contains("Doctor", await owner.GetAsync(owner.Calendar("calendar/secret.ics")), StringComparison.Ordinal);
    }
}
