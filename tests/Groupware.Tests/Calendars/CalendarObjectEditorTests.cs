using System.Text;
using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ICalendar;
using Groupware.Tests.Formats;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Tests.Calendars;

public sealed class CalendarObjectEditorTests
{
    private static readonly Instant Now = At("2026-03-01T12:00:00Z");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private static readonly EventForm Meeting = new()
    {
        Title = "Réunion; weekly, \"A\"",
        Start = new LocalDateTime(2026, 3, 24, 9, 30),
        End = new LocalDateTime(2026, 3, 24, 10, 15),
        ZoneId = "Europe/Paris",
        Place = "Mésange",
        Notes = "First line\nsecond, line",
        Reminder = Duration.FromMinutes(10),
        Repeat = new RepeatRule(RepeatUnit.Weekly) { Weekdays = [IsoDayOfWeek.Tuesday], Count = 4 },
        Classification = "PRIVATE",
        Categories = ["Product", "A,B"],
    };

    private const string Foreign = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Other//EN
        X-WR-CALNAME:Other
        BEGIN:VEVENT
        X-FIRST:1
        DTSTART;X-KEEP=yes;TZID=Europe/Paris:20260324T093000
        SUMMARY;LANGUAGE=fr:Réunion
        DTEND;TZID=Europe/Paris:20260324T101500
        RRULE:FREQ=WEEKLY;COUNT=4
        UID:u
        GEO:48.8;2.3
        DTSTAMP:20260101T000000Z
        BEGIN:VALARM
        ACTION:EMAIL
        TRIGGER:-P1D
        X-OTHER:1
        END:VALARM
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:-PT10M
        X-MOZ-LASTACK:20260101T000000Z
        END:VALARM
        END:VEVENT
        END:VCALENDAR

        """;

    [Fact]
    public void What_is_created_is_read_again()
    {
        var body = CalendarObjectEditor.Create(Meeting, "u1", Now);
        var read = CalendarObjectEditor.Read(body, null);
        Assert.Equal(Meeting.Categories, read.Categories);
        Assert.Equal(Meeting with { Categories = read.Categories }, read);
        var text = Encoding.UTF8.GetString(body);
        Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n", text, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU\r\n", text, StringComparison.Ordinal);
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-03-31T07:30:00Z", "2026-04-07T07:30:00Z", "2026-04-14T07:30:00Z"], Starts(body));
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Asia/Tokyo")]
    public void The_zone_written_with_an_event_says_the_same_as_the_zone(string id)
    {
        var body = CalendarObjectEditor.Create(Meeting with { ZoneId = id }, "u", Now);
        var zone = DateTimeZoneProviders.Tzdb[id];
        var renamed = CalendarDocument.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(id, "Renamed", StringComparison.Ordinal)));
        var defined = new CalendarTime(renamed, DateTimeZone.Utc).ZoneOf("Renamed");
        for (var at = At("2026-03-24T00:00:00Z"); at < At("2036-01-01T00:00:00Z"); at += Duration.FromHours(37))
            Assert.Equal(zone.GetUtcOffset(at), defined.GetUtcOffset(at));
    }

    [Fact]
    public void Whole_days_have_no_zone()
    {
        var body = CalendarObjectEditor.Create(new EventForm { Title = "x", AllDay = true, Start = new LocalDateTime(2026, 3, 28, 0, 0), End = new LocalDateTime(2026, 3, 30, 0, 0) }, "u", Now);
        var text = Encoding.UTF8.GetString(body);
        Assert.Contains("DTSTART;VALUE=DATE:20260328\r\nDTEND;VALUE=DATE:20260330\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VTIMEZONE", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_changed_nothing_changes_no_octet()
    {
        foreach (var file in Samples.Calendars)
        {
            var body = Samples.Read(file);
            if (!CalendarDocument.TryParse(body, out var document) || !document.Components.Any(c => c.Is("VEVENT")))
                continue;
            Assert.Equal(body, CalendarObjectEditor.Update(body, null, EditScope.All, CalendarObjectEditor.Read(body, null), Now));
        }
    }

    [Fact]
    public void A_new_title_changes_its_line_and_the_stamps_only()
    {
        var body = Octets(Foreign);
        var changed = CalendarObjectEditor.Update(body, null, EditScope.All, CalendarObjectEditor.Read(body, null) with { Title = "Neu" }, Now);
        Assert.Equal(
            Foreign.ReplaceLineEndings("\r\n").Replace("SUMMARY;LANGUAGE=fr:Réunion", "SUMMARY;LANGUAGE=fr:Neu", StringComparison.Ordinal)
                .Replace("DTSTAMP:20260101T000000Z\r\n", "DTSTAMP:20260301T120000Z\r\nLAST-MODIFIED:20260301T120000Z\r\n", StringComparison.Ordinal),
            Encoding.UTF8.GetString(changed));
    }

    [Fact]
    public void A_move_keeps_unknown_parameters_and_raises_the_sequence()
    {
        var body = Octets(Foreign);
        var form = CalendarObjectEditor.Read(body, null);
        var text = Encoding.UTF8.GetString(CalendarObjectEditor.Update(body, null, EditScope.All, form with { Start = form.Start.PlusHours(1), End = form.End.PlusHours(2) }, Now));
        Assert.Contains("DTSTART;X-KEEP=yes;TZID=Europe/Paris:20260324T103000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Paris:20260324T121500\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VTIMEZONE", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reminder_of_the_form_leaves_other_alarms_alone()
    {
        var body = Octets(Foreign);
        var form = CalendarObjectEditor.Read(body, null);
        Assert.Equal(Duration.FromMinutes(10), form.Reminder);
        var later = Encoding.UTF8.GetString(CalendarObjectEditor.Update(body, null, EditScope.All, form with { Reminder = Duration.FromDays(2) }, Now));
        Assert.Contains("ACTION:DISPLAY\r\nTRIGGER:-P2D\r\nX-MOZ-LASTACK", later, StringComparison.Ordinal);
        var without = Encoding.UTF8.GetString(CalendarObjectEditor.Update(body, null, EditScope.All, form with { Reminder = null }, Now));
        Assert.Contains("ACTION:EMAIL\r\nTRIGGER:-P1D\r\nX-OTHER:1\r\n", without, StringComparison.Ordinal);
        Assert.DoesNotContain("DISPLAY", without, StringComparison.Ordinal);
    }

    [Fact]
    public void One_instance_moved_gets_a_component_of_its_own_and_the_series_keeps_every_octet()
    {
        var body = Octets(Foreign);
        var instance = At("2026-03-31T07:30:00Z");
        var changed = CalendarObjectEditor.Move(body, instance, EditScope.This, new LocalDateTime(2026, 4, 1, 14, 0), new LocalDateTime(2026, 4, 1, 15, 0), false, Paris, Now);
        var text = Encoding.UTF8.GetString(changed);
        var master = Foreign.ReplaceLineEndings("\r\n").Split("END:VCALENDAR")[0];
        Assert.StartsWith(master, text, StringComparison.Ordinal);
        Assert.Contains("RECURRENCE-ID;TZID=Europe/Paris:20260331T093000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-FIRST:1", text[master.Length..], StringComparison.Ordinal);
        Assert.DoesNotContain("RRULE", text[master.Length..], StringComparison.Ordinal);
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-04-01T12:00:00Z", "2026-04-07T07:30:00Z", "2026-04-14T07:30:00Z"], Starts(changed));

        var again = CalendarObjectEditor.Update(changed, instance, EditScope.This, CalendarObjectEditor.Read(changed, instance) with { Title = "Once" }, Now);
        Assert.Equal("Once", CalendarObjectEditor.Read(again, instance).Title);
        Assert.Equal("Réunion", CalendarObjectEditor.Read(again, null).Title);
        Assert.Equal(2, CalendarDocument.Parse(again).Components.Count());
    }

    [Fact]
    public void The_whole_series_moved_from_one_instance_keeps_its_exceptions_over_the_clock_change()
    {
        var body = Octets(Foreign);
        body = CalendarObjectEditor.Delete(body, At("2026-04-07T07:30:00Z"), EditScope.This, Now)!;
        body = CalendarObjectEditor.Move(body, At("2026-04-14T07:30:00Z"), EditScope.This, new LocalDateTime(2026, 4, 15, 14, 0), new LocalDateTime(2026, 4, 15, 15, 0), false, Paris, Now);
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-03-31T07:30:00Z", "2026-04-15T12:00:00Z"], Starts(body));

        var moved = CalendarObjectEditor.Move(body, At("2026-03-31T07:30:00Z"), EditScope.All, new LocalDateTime(2026, 4, 1, 11, 0), new LocalDateTime(2026, 4, 1, 12, 0), false, Paris, Now);
        Assert.Equal(["2026-03-25T10:00:00Z", "2026-04-01T09:00:00Z", "2026-04-15T12:00:00Z"], Starts(moved));
        Assert.Equal(new LocalDateTime(2026, 3, 25, 12, 0), CalendarObjectEditor.Read(moved, null).End);
    }

    [Fact]
    public void A_series_on_weekdays_moved_by_a_day_turns_its_weekdays()
    {
        var body = CalendarObjectEditor.Create(Meeting with { Repeat = new RepeatRule(RepeatUnit.Weekly) { Weekdays = [IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday], Count = 4 } }, "u", Now);
        var moved = CalendarObjectEditor.Move(body, At("2026-03-26T08:30:00Z"), EditScope.All, new LocalDateTime(2026, 3, 27, 9, 30), new LocalDateTime(2026, 3, 27, 10, 15), false, Paris, Now);
        Assert.Equal(["2026-03-25T08:30:00Z", "2026-03-27T08:30:00Z", "2026-04-01T07:30:00Z", "2026-04-03T07:30:00Z"], Starts(moved));
    }

    [Fact]
    public void One_instance_deleted_is_a_line_of_its_own()
    {
        var body = Octets(Foreign);
        var changed = CalendarObjectEditor.Delete(body, At("2026-03-31T07:30:00Z"), EditScope.This, Now)!;
        Assert.Contains("RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Paris:20260331T093000\r\n", Encoding.UTF8.GetString(changed), StringComparison.Ordinal);
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-04-07T07:30:00Z", "2026-04-14T07:30:00Z"], Starts(changed));
    }

    [Fact]
    public void The_last_instance_deleted_takes_the_object_with_it()
    {
        var body = CalendarObjectEditor.Create(Meeting with { Repeat = new RepeatRule(RepeatUnit.Daily) { Count = 1 } }, "u", Now);
        Assert.Null(CalendarObjectEditor.Delete(body, At("2026-03-24T08:30:00Z"), EditScope.This, Now));
        Assert.Null(CalendarObjectEditor.Delete(body, At("2026-03-24T08:30:00Z"), EditScope.ThisAndFollowing, Now));
        Assert.Null(CalendarObjectEditor.Delete(body, null, EditScope.All, Now));
    }

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=4")]
    [InlineData("RRULE:FREQ=WEEKLY")]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=20260415T000000Z")]
    public void This_and_following_deleted_ends_the_series_before(string rule)
    {
        var body = Octets(Foreign.Replace("RRULE:FREQ=WEEKLY;COUNT=4", rule, StringComparison.Ordinal));
        var changed = CalendarObjectEditor.Delete(body, At("2026-04-07T07:30:00Z"), EditScope.ThisAndFollowing, Now)!;
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-03-31T07:30:00Z"], Starts(changed));
    }

    [Fact]
    public void A_split_series_is_two_objects_that_together_have_the_same_instances()
    {
        var body = CalendarObjectEditor.Delete(Octets(Foreign), At("2026-04-14T07:30:00Z"), EditScope.This, Now)!;
        var from = At("2026-03-31T07:30:00Z");
        var split = CalendarObjectEditor.Split(body, from, CalendarObjectEditor.Read(body, from) with { Title = "New" }, "u2", Now);
        Assert.Equal(["2026-03-24T08:30:00Z"], Starts(split.Before!));
        Assert.Equal(["2026-03-31T07:30:00Z", "2026-04-07T07:30:00Z"], Starts(split.After));
        Assert.Equal(("u2", "New"), (CalendarScan.Read(split.After).Uid!, CalendarScan.Read(split.After).Summary));
    }

    [Fact]
    public void A_new_repetition_drops_overrides_it_no_longer_has()
    {
        var body = CalendarObjectEditor.Move(Octets(Foreign), At("2026-03-31T07:30:00Z"), EditScope.This, new LocalDateTime(2026, 4, 1, 14, 0), new LocalDateTime(2026, 4, 1, 15, 0), false, Paris, Now);
        var form = CalendarObjectEditor.Read(body, null);
        var monthly = CalendarObjectEditor.Update(body, null, EditScope.All, form with { Repeat = new RepeatRule(RepeatUnit.Monthly) { WeekOfMonth = 4, Count = 3 } }, Now);
        Assert.Equal(["2026-03-24T08:30:00Z", "2026-04-28T07:30:00Z", "2026-05-26T07:30:00Z"], Starts(monthly));
        var once = CalendarObjectEditor.Update(body, null, EditScope.All, form with { Repeat = null }, Now);
        Assert.Equal(["2026-03-24T08:30:00Z"], Starts(once));
        Assert.DoesNotContain("RRULE", Encoding.UTF8.GetString(once), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_the_form_cannot_show_is_kept()
    {
        const string Rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
        var body = Octets(Foreign.Replace("FREQ=WEEKLY;COUNT=4", Rule, StringComparison.Ordinal));
        var form = CalendarObjectEditor.Read(body, null);
        Assert.Equal(Rule, form.Repeat!.Other);
        var changed = CalendarObjectEditor.Update(body, null, EditScope.All, form with { Title = "x", Start = form.Start.PlusHours(1), End = form.End.PlusHours(1) }, Now);
        Assert.Contains("RRULE:" + Rule + "\r\n", Encoding.UTF8.GetString(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Until_is_a_day_in_the_form_and_universal_time_in_the_object()
    {
        var body = CalendarObjectEditor.Create(Meeting with { Repeat = new RepeatRule(RepeatUnit.Daily) { Until = new LocalDate(2026, 3, 30) } }, "u", Now);
        Assert.Contains("UNTIL=20260330T215959Z", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 3, 30), CalendarObjectEditor.Read(body, null).Repeat!.Until);
        Assert.Equal(7, Starts(body).Count);
    }

    [Fact]
    public void A_start_off_the_weekdays_moves_to_the_first_of_them()
    {
        var body = CalendarObjectEditor.Create(Meeting with { Repeat = new RepeatRule(RepeatUnit.Weekly) { Weekdays = [IsoDayOfWeek.Friday], Count = 2 } }, "u", Now);
        Assert.Equal(["2026-03-27T08:30:00Z", "2026-04-03T07:30:00Z"], Starts(body));
    }

    [Fact]
    public void An_event_in_another_zone_keeps_it_when_dragged()
    {
        var body = CalendarObjectEditor.Create(Meeting with { ZoneId = "America/New_York", Repeat = null }, "u", Now);
        var moved = CalendarObjectEditor.Move(body, null, EditScope.All, new LocalDateTime(2026, 3, 25, 16, 0), new LocalDateTime(2026, 3, 25, 17, 0), false, Paris, Now);
        var form = CalendarObjectEditor.Read(moved, null);
        Assert.Equal(("America/New_York", new LocalDateTime(2026, 3, 25, 11, 0)), (form.ZoneId, form.Start));      // five hours apart in these weeks
    }

    [Fact]
    public void A_dragged_event_becomes_a_whole_day_and_a_timed_one_again()
    {
        var body = Octets(Foreign.Replace("RRULE:FREQ=WEEKLY;COUNT=4\n", "", StringComparison.Ordinal));
        var day = CalendarObjectEditor.Move(body, null, EditScope.All, new LocalDateTime(2026, 3, 25, 0, 0), new LocalDateTime(2026, 3, 26, 0, 0), true, Paris, Now);
        Assert.Contains("DTSTART;X-KEEP=yes;VALUE=DATE:20260325\r\n", Encoding.UTF8.GetString(day), StringComparison.Ordinal);
        var timed = CalendarObjectEditor.Move(day, null, EditScope.All, new LocalDateTime(2026, 3, 25, 9, 0), new LocalDateTime(2026, 3, 25, 10, 0), false, Paris, Now);
        Assert.Equal(["2026-03-25T08:00:00Z"], Starts(timed));
        Assert.Contains("TZID:Europe/Paris", Encoding.UTF8.GetString(timed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_day_series_is_edited_by_its_days()
    {
        var body = CalendarObjectEditor.Create(
            new EventForm { Title = "x", AllDay = true, Start = new LocalDateTime(2026, 3, 28, 0, 0), End = new LocalDateTime(2026, 3, 29, 0, 0), Repeat = new RepeatRule(RepeatUnit.Daily) { Count = 3 } }, "u", Now);
        var second = At("2026-03-29T00:00:00Z");
        var changed = CalendarObjectEditor.Update(body, second, EditScope.This, CalendarObjectEditor.Read(body, second) with { Title = "y" }, Now);
        Assert.Contains("RECURRENCE-ID;VALUE=DATE:20260329\r\n", Encoding.UTF8.GetString(changed), StringComparison.Ordinal);
        var without = CalendarObjectEditor.Delete(changed, second, EditScope.This, Now)!;
        Assert.Equal(["2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"], Starts(without));
    }

    private static List<string> Starts(byte[] body) =>
        RecurrenceSet.Expand(CalendarDocument.Parse(body), DateTimeZone.Utc, new Interval(null, null), 100, CancellationToken.None).Instances.Select(i => InstantPattern.General.Format(i.Start)).ToList();

    private static byte[] Octets(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
