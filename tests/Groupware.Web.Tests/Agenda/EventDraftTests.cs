using Groupware.Calendars;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class EventDraftTests
{
    private const string Paris = "Europe/Paris";

    private static EventDraft Meeting() => EventDraft.At(new LocalDateTime(2026, 6, 4, 10, 30), new LocalDateTime(2026, 6, 4, 11, 30), allDay: false, Paris, new CollectionId(1));

    [Fact]
    public void Moving_the_start_takes_the_end_along()
    {
        var draft = Meeting();
        draft.StartTime = new TimeOnly(23, 45);
        Assert.Equal((new DateOnly(2026, 6, 5), new TimeOnly(0, 45)), (draft.EndDate, draft.EndTime));
        draft.StartTime = new TimeOnly(9, 0);
        Assert.Equal((new DateOnly(2026, 6, 4), new TimeOnly(10, 0)), (draft.EndDate, draft.EndTime));
        draft.StartDate = new DateOnly(2026, 6, 30);
        Assert.Equal(new DateOnly(2026, 6, 30), draft.EndDate);
    }

    [Fact]
    public void An_end_that_ran_over_midnight_comes_back_before_it()
    {
        var draft = Meeting();
        draft.StartTime = new TimeOnly(23, 0);
        Assert.Equal((new DateOnly(2026, 6, 5), new TimeOnly(0, 0)), (draft.EndDate, draft.EndTime));
        draft.EndTime = new TimeOnly(23, 30);
        Assert.Equal((new DateOnly(2026, 6, 4), Duration.FromMinutes(30)), (draft.EndDate, draft.Length));

        // over night, and over more than a day, the days stay
        var night = EventDraft.At(new LocalDateTime(2026, 6, 4, 22, 0), new LocalDateTime(2026, 6, 5, 6, 0), allDay: false, Paris, new CollectionId(1));
        night.EndTime = new TimeOnly(7, 0);
        Assert.Equal(Duration.FromHours(9), night.Length);
        var fair = EventDraft.At(new LocalDateTime(2026, 6, 4, 9, 0), new LocalDateTime(2026, 6, 5, 16, 0), allDay: false, Paris, new CollectionId(1));
        fair.EndTime = new TimeOnly(17, 0);
        Assert.Equal(Duration.FromHours(32), fair.Length);
    }

    [Fact]
    public void An_end_before_the_start_is_said()
    {
        var draft = Meeting();
        draft.EndTime = new TimeOnly(10, 0);
        Assert.Equal(EventDefect.EndBeforeStart, draft.Check());
    }

    [Fact]
    public void A_night_of_the_clock_change_has_its_real_length()
    {
        var draft = EventDraft.At(new LocalDateTime(2026, 10, 24, 22, 0), new LocalDateTime(2026, 10, 25, 6, 0), allDay: false, Paris, new CollectionId(1));
        Assert.Equal(Duration.FromHours(9), draft.Length);
    }

    [Fact]
    public void The_last_day_of_an_all_day_event_counts_and_what_is_stored_ends_after_it()
    {
        var draft = EventDraft.At(new LocalDateTime(2026, 6, 3, 0, 0), new LocalDateTime(2026, 6, 5, 0, 0), allDay: true, Paris, new CollectionId(1));
        Assert.Equal(new DateOnly(2026, 6, 4), draft.EndDate);
        var form = draft.ToForm();
        Assert.Equal((new LocalDateTime(2026, 6, 3, 0, 0), new LocalDateTime(2026, 6, 5, 0, 0), (string?)null), (form.Start, form.End, form.ZoneId));
    }

    [Fact]
    public void What_was_read_is_what_is_written()
    {
        var form = new EventForm
        {
            Title = "Deck review",
            Start = new LocalDateTime(2026, 6, 4, 10, 30),
            End = new LocalDateTime(2026, 6, 4, 11, 30),
            ZoneId = "America/New_York",
            Place = "Fjord",
            Notes = "Bring\nsamples",
            Reminder = Duration.FromMinutes(10),
            Transparent = true,
            Classification = "PRIVATE",
            Status = "TENTATIVE",
            Categories = ["Client"],
            Repeat = new RepeatRule(RepeatUnit.Weekly) { Interval = 2, Weekdays = [IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday], Until = new LocalDate(2026, 6, 30) },
        };
        var written = EventDraft.From(form, new CollectionId(1), Paris).ToForm();
        Assert.Equal(form with { Repeat = null }, written with { Repeat = null });
        Assert.Equal((2, "Tuesday,Thursday", new LocalDate(2026, 6, 30)), (written.Repeat!.Interval, string.Join(',', written.Repeat.Weekdays), written.Repeat.Until));
    }

    [Fact]
    public void A_floating_event_stays_floating_until_it_gets_a_zone()
    {
        var form = new EventForm { Start = new LocalDateTime(2026, 6, 4, 8, 0), End = new LocalDateTime(2026, 6, 4, 9, 0) };
        var draft = EventDraft.From(form, new CollectionId(1), Paris);
        Assert.Null(draft.ToForm().ZoneId);
        draft.ZoneId = "Asia/Tokyo";
        Assert.Equal("Asia/Tokyo", draft.ToForm().ZoneId);
    }

    [Fact]
    public void A_rule_that_the_form_cannot_show_is_kept()
    {
        var form = new EventForm { Start = new LocalDateTime(2026, 6, 4, 8, 0), End = new LocalDateTime(2026, 6, 4, 9, 0), ZoneId = Paris, Repeat = new RepeatRule(RepeatUnit.Monthly) { Other = "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1" } };
        var draft = EventDraft.From(form, new CollectionId(1), Paris);
        Assert.Equal(RepeatKind.Other, draft.Repeat.Kind);
        Assert.Equal("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", draft.ToForm().Repeat?.Other);
    }
}
