using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Calendars.Todos;
using Groupware.Contacts;
using Groupware.Formats.ICalendar;
using Groupware.Web.Demo;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Web.Tests.Demo;

public sealed class DemoContentTests
{
    /// <summary>A working day, a weekend, the last evening of a year, a change of clocks.</summary>
    public static TheoryData<string> Moments => new("2026-11-25T10:00:00Z", "2026-11-28T08:00:00Z", "2026-12-31T23:30:00Z", "2027-03-28T01:30:00Z");

    [Theory, MemberData(nameof(Moments))]
    public void Every_event_is_an_object_that_begins_on_its_own_rule(string now)
    {
        var moments = new DemoMoments(InstantPattern.General.Parse(now).Value);
        var events = DemoData.Read<DemoEvent>("calendar.jsonl");
        Assert.Equal(60, events.Count);
        foreach (var demo in events)
        {
            var body = DemoEvents.Build(demo, moments);
            var scan = CalendarScan.Read(body);
            Assert.Null(scan.Defect);
            Assert.Equal(demo.Uid, scan.Uid);
            var first = RecurrenceSet.Expand(CalendarDocument.Parse(body), DateTimeZone.Utc, new Interval(null, null), 1, CancellationToken.None).Instances[0];
            Assert.Equal(new CalendarTime(CalendarDocument.Parse(body), DateTimeZone.Utc).ToInstant(scan.Start!.Value), first.Start);
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public void The_weekly_meeting_misses_a_week_and_is_moved_in_another(string now)
    {
        var moments = new DemoMoments(InstantPattern.General.Parse(now).Value);
        var body = DemoEvents.Build(DemoData.Read<DemoEvent>("calendar.jsonl").First(e => e.Uid == "cal11@example.test"), moments);
        List<string> Week(int weeks) => RecurrenceSet.Expand(
                CalendarDocument.Parse(body), DateTimeZone.Utc, new Interval(moments.Week(weeks).AtMidnight().InZoneLeniently(DemoMoments.Zone).ToInstant(), moments.Week(weeks + 1).AtMidnight().InZoneLeniently(DemoMoments.Zone).ToInstant()), 5, CancellationToken.None)
            .Instances.Select(i => i.Start.InZone(DemoMoments.Zone).TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Empty(Week(-5));
        Assert.Equal(["09:30"], Week(0));
        Assert.Equal(["14:00"], Week(1));
    }

    [Theory, MemberData(nameof(Moments))]
    public void Tasks_cards_and_messages_can_be_made_at_any_time(string now)
    {
        var moments = new DemoMoments(InstantPattern.General.Parse(now).Value);
        var tasks = DemoData.Read<DemoTask>("tasks.jsonl").Select(t => TodoEditor.Read(DemoTasks.Build(t, moments))).ToList();
        Assert.Equal((40, 6), (tasks.Count, tasks.Count(t => t.Completed <= moments.Now)));
        var cards = DemoData.Read<DemoContact>("contacts.jsonl").Select(c => ContactCardEditor.Read(DemoCards.Build(c, moments))).ToList();
        Assert.Equal((60, 12), (cards.Count, cards.Count(c => c.Kind == ContactKind.Company)));
        Assert.All(cards, c => Assert.True(c.Photo is { Bytes.Length: > 500 }));
        var messages = DemoData.Read<DemoMessage>("messages.jsonl");
        var stored = new[] { "alice", "bob", "carol", "dave", "erin" }.SelectMany(u => DemoMessages.Of(u, messages, moments)).SelectMany(f => f.Messages).ToList();
        Assert.Equal(355, stored.Count);
        Assert.All(stored, m =>
        {
            Assert.True(Instant.FromDateTimeOffset(m.Received) <= moments.Now);
            Assert.DoesNotContain("{{", m.Message.Subject + m.Message.TextBody + m.Message.HtmlBody, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Dates_in_texts_are_in_the_words_of_the_language()
    {
        var moments = new DemoMoments(InstantPattern.General.Parse("2026-11-28T08:00:00Z").Value);      // a Saturday: counted from Friday
        Assert.Equal("by Tuesday 1 December", moments.Fill("by {{w+2}}", "en", null));
        Assert.Equal("avant mardi 1 décembre", moments.Fill("avant {{w+2}}", "fr", null));
        Assert.Equal("mardi 1 décembre à 10:00", moments.Fill("{{start}}", "fr", new DemoMoment(null, 2, null, null, null, "10:00")));
    }
}
