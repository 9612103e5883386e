using System.Xml.Linq;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4791, sections 7.8, 9.6, 9.7 and 9.9.</summary>
public sealed class CalendarQueryTests
{
    [Theory, EachDatabase]
    public async Task Time_ranges_see_exceptions_moved_instances_clock_changes_and_far_years(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/weekly.ics"), Samples.Event("weekly", "DTSTART;TZID=Europe/Paris:20270104T090000\nDTEND;TZID=Europe/Paris:20270104T100000\nRRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE;TZID=Europe/Paris:20270308T090000\nSUMMARY:Weekly\nEND:VEVENT\nBEGIN:VEVENT\nUID:weekly\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID;TZID=Europe/Paris:20270315T090000\nDTSTART;TZID=Europe/Paris:20270317T130000\nDTEND;TZID=Europe/Paris:20270317T140000\nSUMMARY:Moved"));
        await alice.PutAsync(alice.Calendar("calendar/day.ics"), Samples.Event("day", "DTSTART;VALUE=DATE:20270320\nSUMMARY:All day"));
        await alice.PutAsync(alice.Calendar("calendar/point.ics"), Samples.Event("point", "DTSTART:20270310T093000Z\nSUMMARY:Point"));

        Assert.Equal(["weekly.ics"], await HitsAsync(alice, "20270301T080000Z", "20270301T090000Z"));
        Assert.Empty(await HitsAsync(alice, "20270308T000000Z", "20270309T000000Z"));
        Assert.Empty(await HitsAsync(alice, "20270315T080000Z", "20270315T090000Z"));
        Assert.Equal(["weekly.ics"], await HitsAsync(alice, "20270317T120000Z", "20270317T130000Z"));
        Assert.Equal(["weekly.ics"], await HitsAsync(alice, "20270329T070000Z", "20270329T073000Z"));   // 09:00 in summer
        Assert.Empty(await HitsAsync(alice, "20270329T080000Z", "20270329T083000Z"));
        Assert.Equal(["weekly.ics"], await HitsAsync(alice, "20510102T080000Z", "20510102T090000Z"));
        Assert.Equal(["point.ics"], await HitsAsync(alice, "20270310T093000Z", "20270310T100000Z"));
        Assert.Empty(await HitsAsync(alice, "20270310T090000Z", "20270310T093000Z"));
        Assert.Equal(["day.ics"], await HitsAsync(alice, "20270319T233000Z", "20270320T000000Z"));   // midnight in Paris, where alice lives
        Assert.Empty(await HitsAsync(alice, "20270320T233000Z", "20270321T000000Z"));
    }

    [Theory, EachDatabase]
    public async Task Expand_answers_instances_in_UTC(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/s.ics"), Samples.Event("s", "DTSTART;TZID=Europe/Paris:20270321T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Sunday"));
        await alice.ExchangeAsync("""
            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > <c:calendar-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><prop><c:calendar-data><c:expand start="20270320T000000Z" end="20270401T000000Z"/></c:calendar-data></prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="SUMMARY"><c:text-match>SUNDAY</c:text-match></c:prop-filter></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>
            < 207
            < <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><href>/dav/calendars/alice@example.test/calendar/s.ics</href><propstat><prop><c:calendar-data>BEGIN:VCALENDAR
            < VERSION:2.0
            < PRODID:-//tests//EN
            < BEGIN:VEVENT
            < UID:s
            < DTSTAMP:20260101T000000Z
            < DTSTART:20270321T080000Z
            < DURATION:PT30M
            < SUMMARY:Sunday
            < RECURRENCE-ID:20270321T080000Z
            < END:VEVENT
            < BEGIN:VEVENT
            < UID:s
            < DTSTAMP:20260101T000000Z
            < DTSTART:20270328T070000Z
            < DURATION:PT30M
            < SUMMARY:Sunday
            < RECURRENCE-ID:20270328T070000Z
            < END:VEVENT
            < END:VCALENDAR</c:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
    }

    private static async Task<List<string>> HitsAsync(DavUser user, string start, string end)
    {
        using var answer = await user.SendAsync(
            "REPORT",
            user.Calendar("calendar/"),
            $"<c:calendar-query xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><prop><getetag/></prop><c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"><c:time-range start=\"{start}\" end=\"{end}\"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>",
            ("Depth", "1"));
        Assert.Equal(207, (int)answer.StatusCode);
        return [.. XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants("{DAV:}href").Select(h => h.Value.Split('/')[^1]).Order(StringComparer.Ordinal)];
    }
}
