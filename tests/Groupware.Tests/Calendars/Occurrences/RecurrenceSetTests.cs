using System.Text;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Tests.Calendars.Occurrences;

public sealed class RecurrenceSetTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly Interval Always = new(null, null);

    [Fact]
    public void A_single_event_has_one_instance_without_recurrence_id()
    {
        var instance = Assert.Single(Expand("DTSTART;TZID=Europe/Paris:20260329T090000\nDURATION:PT1H30M\nSTATUS:TENTATIVE").Instances);
        Assert.Equal((null, At("2026-03-29T07:00:00Z"), At("2026-03-29T08:30:00Z")), (instance.RecurrenceId, instance.Start, instance.End));
        Assert.Equal((false, false, true, true), (instance.AllDay, instance.Floating, instance.Busy, instance.Tentative));
    }

    [Fact]
    public void Whole_days_stand_on_the_clock_asked_for()
    {
        var instance = Assert.Single(Expand("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330\nTRANSP:TRANSPARENT").Instances);
        Assert.Equal((At("2026-03-27T23:00:00Z"), At("2026-03-29T22:00:00Z")), (instance.Start, instance.End));   // the second day has 23 hours
        Assert.Equal((true, true, false), (instance.AllDay, instance.Floating, instance.Busy));
    }

    [Fact]
    public void An_event_without_end_takes_no_time_and_a_day_without_end_takes_the_day()
    {
        var timed = Assert.Single(Expand("DTSTART:20260101T100000Z").Instances);
        Assert.Equal(timed.Start, timed.End);
        var day = Assert.Single(Expand("DTSTART;VALUE=DATE:20260101").Instances);
        Assert.Equal(Duration.FromDays(1), day.End - day.Start);
    }

    [Fact]
    public void An_override_takes_the_place_of_its_instance_even_on_anothers_start()
    {
        var result = Expand("""
            DTSTART;TZID=Europe/Paris:20260101T090000
            DTEND;TZID=Europe/Paris:20260101T100000
            RRULE:FREQ=DAILY;COUNT=4
            EXDATE;TZID=Europe/Paris:20260104T090000
            SUMMARY:daily
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID:20260102T080000Z
            DTSTART;TZID=Europe/Paris:20260103T090000
            DTEND;TZID=Europe/Paris:20260103T120000
            SUMMARY:moved
            """);
        Assert.Equal(
            [("2026-01-01T08:00:00Z", "2026-01-01T08:00:00Z", "daily"), ("2026-01-02T08:00:00Z", "2026-01-03T08:00:00Z", "moved"), ("2026-01-03T08:00:00Z", "2026-01-03T08:00:00Z", "daily")],
            result.Instances.Select(i => (Text(i.RecurrenceId!.Value), Text(i.Start), i.Source.Property("SUMMARY")!.Text)));
        Assert.Null(result.ReachesTo);
    }

    [Fact]
    public void A_moved_instance_is_found_where_it_is_now()
    {
        const string Series = """
            DTSTART:20260101T090000Z
            RRULE:FREQ=DAILY
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID:20260102T090000Z
            DTSTART:20270615T090000Z
            DURATION:PT1H
            """;
        var before = RecurrenceSet.Expand(Document(Series), Paris, new Interval(At("2026-01-02T00:00:00Z"), At("2026-01-03T00:00:00Z")), 10, CancellationToken.None);
        Assert.Empty(before.Instances);
        var after = RecurrenceSet.Expand(Document(Series), Paris, new Interval(At("2027-06-15T00:00:00Z"), At("2027-06-16T00:00:00Z")), 10, CancellationToken.None);
        Assert.Equal(2, after.Instances.Count);
    }

    [Fact]
    public void After_so_many_instances_it_says_how_far_it_came()
    {
        var result = RecurrenceSet.Expand(Document("DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY"), Paris, Always, 3, CancellationToken.None);
        Assert.Equal(3, result.Instances.Count);
        Assert.Equal(At("2026-01-04T09:00:00Z"), result.ReachesTo);
    }

    [Fact]
    public void An_endless_series_reaches_to_the_first_instance_behind_the_window()
    {
        var result = RecurrenceSet.Expand(Document("DTSTART:20260101T090000Z\nRRULE:FREQ=WEEKLY"), Paris, new Interval(null, At("2026-01-20T00:00:00Z")), 200, CancellationToken.None);
        Assert.Equal(3, result.Instances.Count);
        Assert.Equal(At("2026-01-22T09:00:00Z"), result.ReachesTo);
    }

    [Fact]
    public void This_and_future_moves_all_that_follow()
    {
        var result = Expand("""
            DTSTART;TZID=Europe/Paris:20260325T090000
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=6
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260327T090000
            DTSTART;TZID=Europe/Paris:20260327T110000
            DURATION:PT2H
            """);
        Assert.Equal(
            ["2026-03-25T08:00:00Z", "2026-03-26T08:00:00Z", "2026-03-27T10:00:00Z", "2026-03-28T10:00:00Z", "2026-03-29T09:00:00Z", "2026-03-30T09:00:00Z"],
            result.Instances.Select(i => Text(i.Start)));
        Assert.All(result.Instances.Skip(2), i => Assert.Equal(Duration.FromHours(2), i.End - i.Start));
    }

    [Fact]
    public void Further_dates_may_be_periods_with_an_end_of_their_own()
    {
        var result = Expand("DTSTART:20260101T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260105T100000Z/PT3H,20260106T100000Z/20260106T103000Z");
        Assert.Equal(
            [("2026-01-01T09:00:00Z", 60), ("2026-01-05T10:00:00Z", 180), ("2026-01-06T10:00:00Z", 30)],
            result.Instances.Select(i => (Text(i.Start), (int)(i.End - i.Start).TotalMinutes)));
    }

    [Theory]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30")]
    public void A_rule_that_never_matches_has_no_instances_and_ends(string rule)
    {
        var result = Expand($"DTSTART:20250101T090000Z\nRRULE:{rule}");
        Assert.Equal((0, null), (result.Instances.Count, result.ReachesTo));
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=2")]
    [InlineData("FREQ=MINUTELY;UNTIL=20360101T000000Z")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    public void Every_second_without_end_is_refused(string rule) =>
        Assert.Equal(ExpansionProblem.TooManyInstances, Expand($"DTSTART:20260101T090000Z\nRRULE:{rule}").Problem);

    [Fact]
    public void A_broken_rule_leaves_the_event_at_its_start()
    {
        var result = Expand("DTSTART:20260101T090000Z\nRRULE:FREQ=SOMETIMES");
        Assert.Equal((1, ExpansionProblem.InvalidRule), (result.Instances.Count, result.Problem));
    }

    [Fact]
    public void The_leap_day_comes_again_across_a_year_without_it()
    {
        var result = RecurrenceSet.Expand(Document("DTSTART;VALUE=DATE:18960229\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29"), DateTimeZone.Utc, Always, 2, CancellationToken.None);
        Assert.Equal(["1896-02-29T00:00:00Z", "1904-02-29T00:00:00Z"], result.Instances.Select(i => Text(i.Start)));
    }

    [Fact]
    public void A_zone_the_object_defines_itself_is_followed()
    {
        var instances = Expand("DTSTART;TZID=Here:20260328T090000\nRRULE:FREQ=DAILY;COUNT=3", """
            BEGIN:VTIMEZONE
            TZID:Here
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            TZOFFSETFROM:+0900
            TZOFFSETTO:+0800
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700329T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            TZOFFSETFROM:+0800
            TZOFFSETTO:+0900
            END:DAYLIGHT
            END:VTIMEZONE

            """).Instances;
        Assert.Equal(["2026-03-28T01:00:00Z", "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"], instances.Select(i => Text(i.Start)));
    }

    [Theory]
    [InlineData("W. Europe Standard Time")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/Europe/Paris")]
    [InlineData("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires")]
    public void Other_names_of_zones_are_known(string tzId)
    {
        var instance = Assert.Single(Expand($"DTSTART;TZID=\"{tzId}\":20260628T090000").Instances);
        Assert.Equal(tzId.EndsWith("Aires", StringComparison.Ordinal) ? "2026-06-28T12:00:00Z" : "2026-06-28T07:00:00Z", Text(instance.Start));
    }

    [Fact]
    public void A_task_with_only_a_due_date_is_where_it_is_due()
    {
        var document = CalendarDocument.Parse("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:u\r\nDUE;VALUE=DATE:20260102\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"u8.ToArray());
        var instance = Assert.Single(RecurrenceSet.Expand(document, DateTimeZone.Utc, Always, 10, CancellationToken.None).Instances);
        Assert.Equal(("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", false), (Text(instance.Start), Text(instance.End), instance.Busy));
    }

    [Fact]
    public void An_hourly_series_over_the_change_of_clocks_has_no_instance_twice()
    {
        var starts = Expand("DTSTART;TZID=Europe/Paris:20260329T000000\nRRULE:FREQ=HOURLY;COUNT=5").Instances.Select(i => i.Start).ToList();
        Assert.Equal(starts.Distinct(), starts);
    }

    private static ExpansionResult Expand(string lines, string zone = "") => RecurrenceSet.Expand(Document(lines, zone), Paris, Always, 1000, CancellationToken.None);

    private static CalendarDocument Document(string lines, string zone = "") => CalendarDocument.Parse(Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\n{zone}BEGIN:VEVENT\nUID:u\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n".ReplaceLineEndings("\r\n")));

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
