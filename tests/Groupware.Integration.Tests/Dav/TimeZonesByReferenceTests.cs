using System.Xml.Linq;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>VTIMEZONE left out and put in as the client wants it (RFC 7809).</summary>
public sealed class TimeZonesByReferenceTests
{
    private const string Event = "BEGIN:VEVENT\nUID:zones\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Europe/Paris:20270601T090000\nDTEND;TZID=Own:20270601T100000\nSUMMARY:Lunch\nEND:VEVENT";
    private const string Paris = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE";
    private const string Own = "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE";

    [Theory, EachDatabase]
    public async Task Zones_known_by_name_are_left_out_or_put_in_when_asked_and_else_the_text_is_as_it_was_sent(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var (whole, byReference) = (Text(Paris, Own, Event), Text(Own, Event));
        await alice.PutAsync(alice.Calendar("calendar/whole.ics"), whole);
        await alice.PutAsync(alice.Calendar("calendar/reference.ics"), byReference.Replace("UID:zones", "UID:reference", StringComparison.Ordinal));

        Assert.Equal(whole, await GetAsync(alice, "whole.ics", null));
        Assert.Equal(whole, await GetAsync(alice, "whole.ics", "T"));
        Assert.Equal(byReference, await GetAsync(alice, "whole.ics", "F"));
        var added = await GetAsync(alice, "reference.ics", "T");
        Assert.Equal(["TZID:Europe/Paris", "TZID:Own"], added.Split("\r\n").Where(l => l.StartsWith("TZID:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("TZOFFSETTO:+0200\r\nTZNAME:CEST", added, StringComparison.Ordinal);
        Assert.DoesNotContain("TZID:Europe/Paris", await GetAsync(alice, "reference.ics", null), StringComparison.Ordinal);

        using var report = await alice.SendAsync("REPORT", alice.Calendar("calendar/"), $"<c:calendar-multiget xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><prop><c:calendar-data/></prop><href>{alice.Calendar("calendar/whole.ics")}</href></c:calendar-multiget>", ("CalDAV-Timezones", "F"));
        var data = XElement.Parse(await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants(XName.Get("calendar-data", "urn:ietf:params:xml:ns:caldav")).Single().Value;
        Assert.Equal(byReference.ReplaceLineEndings("\n"), data.ReplaceLineEndings("\n"));
    }

    private static string Text(params string[] components) => $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//tests//EN\n{string.Join('\n', components)}\nEND:VCALENDAR\n".ReplaceLineEndings("\r\n");

    private static async Task<string> GetAsync(DavUser user, string name, string? zones)
    {
        using var answer = await user.SendAsync("GET", user.Calendar("calendar/" + name), null, zones is null ? [] : [("CalDAV-Timezones", zones)]);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("CalDAV-Timezones", answer.Headers.Vary.Single());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
