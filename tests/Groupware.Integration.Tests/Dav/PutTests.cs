using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4791, section 5.3.2; RFC 9110, section 13.</summary>
public sealed class PutTests
{
    [Theory, EachDatabase]
    public async Task What_is_stored_comes_back_byte_for_byte_with_its_strong_ETag(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var odd = Samples.Event("odd", "DTSTART:20270310T090000Z\nSUMMARY:Un ré\n sumé\\, \\n\nx-lower;x-p=1;X-P=\"a;b:c\":v\nGEO:48.85;2.35\nBEGIN:X-COMP\nX-A:1\nEND:X-COMP");
        var etag = await alice.PutAsync(alice.Calendar("calendar/odd.ics"), odd);
        using var answer = await alice.SendAsync("GET", alice.Calendar("calendar/odd.ics"));
        Assert.Equal(odd, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(etag, answer.Headers.ETag!.Tag);
        Assert.False(answer.Headers.ETag.IsWeak);
    }

    [Theory, EachDatabase]
    public async Task Refusals_carry_their_condition_and_change_nothing(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/a.ics"), Samples.Event("a"));
        var token = await TokenAsync(alice);
        await alice.ExchangeAsync("""
            > PUT /dav/calendars/alice@example.test/calendar/b.ics
            > BEGIN:VCALENDAR
            > VERSION:2.0
            > PRODID:x
            > BEGIN:VEVENT
            > UID:a
            > DTSTART:20270310T090000Z
            > END:VEVENT
            > END:VCALENDAR
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><href>/dav/calendars/alice@example.test/calendar/a.ics</href></c:no-uid-conflict></error>

            > PUT /dav/calendars/alice@example.test/calendar/a.ics
            > If-None-Match: *
            > BEGIN:VCALENDAR
            > VERSION:2.0
            > PRODID:x
            > BEGIN:VEVENT
            > UID:a
            > DTSTART:20270310T090000Z
            > END:VEVENT
            > END:VCALENDAR
            < 412

            > PUT /dav/calendars/alice@example.test/calendar/a.ics
            > If-Match: "stale"
            > BEGIN:VCALENDAR
            > VERSION:2.0
            > PRODID:x
            > BEGIN:VEVENT
            > UID:a
            > DTSTART:20270310T090000Z
            > END:VEVENT
            > END:VCALENDAR
            < 412

            > PUT /dav/calendars/alice@example.test/calendar/t.ics
            > BEGIN:VCALENDAR
            > VERSION:2.0
            > PRODID:x
            > BEGIN:VTODO
            > UID:t
            > END:VTODO
            > END:VCALENDAR
            < 403
            < <error xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:supported-calendar-component/></error>
            """);
        Assert.Equal(token, await TokenAsync(alice));
    }

    /// <summary>Eight clients edit the same twenty objects: for each ETag exactly one of them wins, whoever is told so.</summary>
    [Theory, EachDatabase]
    public async Task An_update_is_never_lost_silently(Database database)
    {
        const int writers = 8, objects = 20, rounds = 5;
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var etags = new string[objects];
        for (var o = 0; o < objects; o++) etags[o] = await alice.PutAsync(alice.Calendar($"calendar/o{o}.ics"), Samples.Event($"o{o}"));
        for (var round = 0; round < rounds; round++)
        {
            var wins = new int[objects];
            var next = new string[objects];
            var now = round;
            await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
            {
                using var own = host.Dav("alice");
                for (var o = 0; o < objects; o++)
                {
                    using var answer = await own.SendAsync("PUT", own.Calendar($"calendar/o{o}.ics"), Samples.Event($"o{o}", $"DTSTART:20270310T090000Z\nSUMMARY:{now}-{writer}"), ("If-Match", etags[o]));
                    if (answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref wins[o]);
                        next[o] = answer.Headers.ETag!.Tag;
                    }
                    else
                    {
                        Assert.Equal(412, (int)answer.StatusCode);
                    }
                }
            })));
            Assert.All(wins, won => Assert.Equal(1, won));
            etags = next;
        }
    }

    private static async Task<string> TokenAsync(DavUser user)
    {
        using var answer = await user.SendAsync("PROPFIND", user.Calendar("calendar/"), "<propfind xmlns=\"DAV:\"><prop><sync-token/></prop></propfind>", ("Depth", "0"));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
