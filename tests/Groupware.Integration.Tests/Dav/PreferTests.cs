using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>What clients prefer (RFC 7240, RFC 8144), and that they are told what was honoured.</summary>
public sealed class PreferTests
{
    [Theory, EachDatabase]
    public async Task Minimal_answers_leave_out_what_isnt_there_and_what_went_well(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/one.ics"), Samples.Event("one"));
        await alice.ExchangeAsync("""
            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > Prefer: return=minimal
            > <propfind xmlns="DAV:"><prop><x:none xmlns:x="urn:x"/><resourcetype/></prop></propfind>
            < 207
            < Preference-Applied: return=minimal
            < Vary: Brief, Prefer
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><resourcetype><collection/><c:calendar/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > Brief: t
            > <propfind xmlns="DAV:"><prop><x:none xmlns:x="urn:x"/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > Prefer: depth-noroot, return="minimal"
            > <propfind xmlns="DAV:"><prop><x:none xmlns:x="urn:x"/></prop></propfind>
            < 207
            < Preference-Applied: return=minimal, depth-noroot
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/one.ics</href><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Prefer: return=minimal
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><x:none xmlns:x="urn:x"/></prop></sync-collection>
            < 207
            < Preference-Applied: return=minimal
            < Vary: Brief, Prefer
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/one.ics</href><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response><sync-token>{token}</sync-token></multistatus>

            > PROPPATCH /dav/calendars/alice@example.test/calendar/
            > Prefer: return=minimal
            > <propertyupdate xmlns="DAV:"><set><prop><displayname>Mine</displayname></prop></set></propertyupdate>
            < 200
            < Content-Length: 0
            < Preference-Applied: return=minimal
            < Vary: Brief, Prefer

            > PROPPATCH /dav/calendars/alice@example.test/calendar/
            > Prefer: return=minimal
            > <propertyupdate xmlns="DAV:"><set><prop><getetag>x</getetag></prop></set></propertyupdate>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/</href><propstat><prop><getetag/></prop><status>HTTP/1.1 403 Forbidden</status><error><cannot-modify-protected-property/></error></propstat></response></multistatus>

            > MKCALENDAR /dav/calendars/alice@example.test/small/
            > Prefer: return=minimal
            > <c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Small</displayname></prop></set></c:mkcalendar>
            < 201
            < Content-Length: 0
            < Preference-Applied: return=minimal
            < Vary: Brief, Prefer

            > MKCOL /dav/addressbooks/alice@example.test/small/
            > Prefer: return=minimal
            > <mkcol xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><a:addressbook/></resourcetype></prop></set></mkcol>
            < 201
            < Preference-Applied: return=minimal
            """);
    }

    [Theory, EachDatabase]
    public async Task A_write_is_answered_with_what_is_stored_when_the_client_prefers_that(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        const string One = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//tests//EN
            BEGIN:VEVENT
            UID:one
            DTSTAMP:20260101T000000Z
            DTSTART:20270310T090000Z
            SUMMARY:Lunch
            END:VEVENT
            END:VCALENDAR
            """;
        var sent = string.Join('\n', One.ReplaceLineEndings("\n").Split('\n').Select(l => "> " + l));
        var got = string.Join('\n', One.ReplaceLineEndings("\n").Split('\n').Select(l => "< " + l));
        await alice.ExchangeAsync($$"""
            > PUT /dav/calendars/alice@example.test/calendar/one.ics
            > Prefer: return=representation
            {{sent}}
            < 201
            < ETag: {etag}
            < Location: /dav/calendars/alice@example.test/calendar/one.ics
            < Content-Location: /dav/calendars/alice@example.test/calendar/one.ics
            < Preference-Applied: return=representation
            < Vary: Brief, Prefer
            {{got}}

            > PUT /dav/calendars/alice@example.test/calendar/one.ics
            > Prefer: return=representation
            > If-Match: {etag}
            {{sent}}
            < 200
            < ETag: {etag}
            < Preference-Applied: return=representation
            {{got}}

            > PUT /dav/calendars/alice@example.test/calendar/one.ics
            > Prefer: return=representation
            > If-Match: "stale"
            {{sent}}
            < 412
            < ETag: {etag}
            < Content-Location: /dav/calendars/alice@example.test/calendar/one.ics
            < Preference-Applied: return=representation
            {{got}}

            > DELETE /dav/calendars/alice@example.test/calendar/one.ics
            > Prefer: return=representation
            > If-Match: "stale"
            < 412
            < ETag: {etag}
            < Preference-Applied: return=representation
            {{got}}

            > MOVE /dav/calendars/alice@example.test/calendar/one.ics
            > Prefer: return=representation
            > Destination: /dav/calendars/alice@example.test/calendar/moved.ics
            < 201
            < ETag: {etag}
            < Content-Location: /dav/calendars/alice@example.test/calendar/moved.ics
            < Preference-Applied: return=representation
            {{got}}

            > MKCALENDAR /dav/calendars/alice@example.test/copies/
            < 201

            > COPY /dav/calendars/alice@example.test/calendar/moved.ics
            > Prefer: return=representation
            > Destination: /dav/calendars/alice@example.test/copies/one.ics
            < 201
            < Content-Location: /dav/calendars/alice@example.test/copies/one.ics
            < Preference-Applied: return=representation
            {{got}}

            > PUT /dav/calendars/alice@example.test/calendar/moved.ics
            > Prefer: return=minimal
            {{sent}}
            < 204
            < ETag: {etag}
            < Preference-Applied: return=minimal
            """);

        // without the preference, or with the other one first, nothing comes back (RFC 7240, section 2: the first of two counts, and a parameter is no preference)
        foreach (var prefer in new[] { "", "return=minimal, return=representation", "wait=10; return=representation", "handling=\"strict, return=representation\"", "x-return=representation" })
        {
            using var answer = await alice.SendAsync("PUT", alice.Calendar("calendar/moved.ics"), Samples.Event("one"), ("Prefer", prefer));
            Assert.Equal(204, (int)answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, h => h.Key == "Preference-Applied" && h.Value.Contains("return=representation"));
        }
    }

    [Theory, EachDatabase]
    public async Task A_member_is_added_under_a_name_of_the_servers_choice(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > PROPFIND /dav/addressbooks/alice@example.test/contacts/
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><add-member/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/addressbooks/alice@example.test/contacts/</href><propstat><prop><add-member><href>/dav/addressbooks/alice@example.test/contacts/</href></add-member></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > POST /dav/addressbooks/alice@example.test/contacts/
            > Prefer: return=representation
            > BEGIN:VCARD
            > VERSION:3.0
            > UID:ann
            > FN:Ann
            > N:;Ann;;;
            > END:VCARD
            < 201
            < Location: {location}
            < Content-Location: {location}
            < ETag: {etag}
            < Preference-Applied: return=representation
            < BEGIN:VCARD
            < VERSION:3.0
            < UID:ann
            < FN:Ann
            < N:;Ann;;;
            < END:VCARD

            > GET {location}
            < 200
            < ETag: {etag}

            > POST /dav/addressbooks/alice@example.test/contacts/
            > BEGIN:VCARD
            > VERSION:3.0
            > UID:ann
            > FN:Ann again
            > N:;Ann;;;
            > END:VCARD
            < 403
            < <error xmlns="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><a:no-uid-conflict><href>{location}</href></a:no-uid-conflict></error>

            > POST /dav/addressbooks/alice@example.test/
            > BEGIN:VCARD
            < 405
            < Allow: OPTIONS, MKCALENDAR, MKCOL, PROPFIND, REPORT

            > POST /dav/addressbooks/bob@example.test/contacts/
            > BEGIN:VCARD
            < 404
            """);
    }
}
