using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4918, sections 9.8 and 9.9; RFC 6578, section 3.5.</summary>
public sealed class MoveTests
{
    [Theory, EachDatabase]
    public async Task A_move_is_a_deletion_here_and_a_new_member_there_with_the_same_id(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/m.ics"), Samples.Event("m"));
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/other/
            < 201

            > PROPFIND /dav/calendars/alice@example.test/calendar/m.ics
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><resource-id/><getetag/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/m.ics</href><propstat><prop><resource-id><href>{id}</href></resource-id><getetag>{etag}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > MOVE /dav/calendars/alice@example.test/calendar/m.ics
            > Destination: /dav/calendars/alice@example.test/other/n.ics
            < 201
            < ETag: {etag}

            > GET /dav/calendars/alice@example.test/calendar/m.ics
            < 404

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><sync-token>{here}</sync-token></multistatus>

            > PROPFIND /dav/calendars/alice@example.test/other/n.ics
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><resource-id/></prop></propfind>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/other/n.ics</href><propstat><prop><resource-id><href>{id}</href></resource-id></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>

            > COPY /dav/calendars/alice@example.test/other/n.ics
            > Destination: /dav/calendars/alice@example.test/other/again.ics
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><href>/dav/calendars/alice@example.test/other/n.ics</href></c:no-uid-conflict></error>

            > COPY /dav/calendars/alice@example.test/other/n.ics
            > Destination: /dav/calendars/alice@example.test/calendar/copy.ics
            < 201

            > MOVE /dav/calendars/alice@example.test/other/n.ics
            > Destination: /dav/calendars/alice@example.test/calendar/copy.ics
            > Overwrite: F
            < 412

            > MOVE /dav/calendars/alice@example.test/other/n.ics
            > Destination: /dav/calendars/alice@example.test/calendar/copy.ics
            < 204

            > MOVE /dav/calendars/alice@example.test/calendar/copy.ics
            > Destination: /dav/calendars/alice@example.test/none/copy.ics
            < 409
            """);
    }

    /// <summary>RFC 9110, section 13.1.1: the condition is looked at in the write itself, so an edit in between is never moved along, nor a copy made of what nobody asked for.</summary>
    [Theory, EachDatabase]
    public async Task An_edit_and_a_move_of_the_same_version_never_both_succeed(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        using var phone = host.Dav("alice");
        await alice.ExchangeAsync("""
            > MKCALENDAR /dav/calendars/alice@example.test/race/
            < 201
            """);
        for (var round = 0; round < 40; round++)
        {
            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{round}");
            var etag = await alice.PutAsync(alice.Calendar($"calendar/{name}.ics"), Samples.Event(name));
            var edit = phone.SendAsync("PUT", phone.Calendar($"calendar/{name}.ics"), Samples.Event(name, "DTSTART:20270310T090000Z\nSUMMARY:later"), ("If-Match", etag));
            var move = alice.SendAsync("MOVE", alice.Calendar($"calendar/{name}.ics"), null, ("If-Match", etag), ("Destination", alice.Calendar($"race/{name}.ics")));
            using var edited = await edit;
            using var moved = await move;
            Assert.True(edited.IsSuccessStatusCode ^ moved.IsSuccessStatusCode, $"edit {(int)edited.StatusCode}, move {(int)moved.StatusCode}");
        }
    }
}
