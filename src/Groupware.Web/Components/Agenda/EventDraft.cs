using Groupware.Calendars;
using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>An event being made or changed, as the quick card and the full form bind to it. Days and times are those of <see cref="ZoneId"/>.</summary>
public sealed class EventDraft
{
    private DateOnly startDate;
    private TimeOnly startTime;
    private TimeOnly endTime;
    private EventForm? original;
    private string? floatingZone;

    /// <summary>UID of the event that a new draft makes: saved again, because the answer to the first time was lost, it is the same event.</summary>
    public string NewUid { get; } = Guid.CreateVersion7().ToString();

    public string Title { get; set; } = "";

    public bool AllDay { get; set; }

    /// <summary>Moving the start takes the end and a weekly series' day along.</summary>
    public DateOnly StartDate
    {
        get => startDate;
        set
        {
            if (value == startDate) return;
            if (startDate != default)
            {
                EndDate = EndDate.AddDays(value.DayNumber - startDate.DayNumber);
                Repeat.Follow(startDate, value);
            }

            startDate = value;
        }
    }

    public TimeOnly StartTime
    {
        get => startTime;
        set
        {
            var end = EndDate.ToDateTime(EndTime) + (value - startTime);
            if (value < startTime) end = end.AddDays(-1);   // TimeOnly differences wrap round midnight
            if (EndDate != default)
            {
                EndDate = DateOnly.FromDateTime(end);
                endTime = TimeOnly.FromDateTime(end);
            }

            startTime = value;
        }
    }

    /// <summary>Of an all-day event its last day, which counts.</summary>
    public DateOnly EndDate { get; set; }

    /// <summary>What ran over midnight because its start was moved ends on its first day when the end is set back before midnight: not a day and more later.</summary>
    public TimeOnly EndTime
    {
        get => endTime;
        set
        {
            if (EndDate == StartDate.AddDays(1) && endTime < startTime && value > startTime) EndDate = StartDate;
            endTime = value;
        }
    }

    /// <summary>IANA id; of start and end.</summary>
    public string ZoneId { get; set; } = "UTC";

    public CollectionId Calendar { get; set; }

    public string Place { get; set; } = "";

    public string Notes { get; set; } = "";

    /// <summary>Minutes before the start; null: none.</summary>
    public int? ReminderMinutes { get; set; }

    public RepeatDraft Repeat { get; private set; } = new();

    /// <summary>Shown as free: does not make busy.</summary>
    public bool Transparent { get; set; }

    /// <summary>"PUBLIC", "PRIVATE" or "CONFIDENTIAL".</summary>
    public string Classification { get; set; } = "PUBLIC";

    public LocalDateTime Start => AllDay ? Local(StartDate, default) : Local(StartDate, StartTime);

    /// <summary>First moment, or first day, after it.</summary>
    public LocalDateTime End => AllDay ? Local(EndDate, default).PlusDays(1) : Local(EndDate, EndTime);

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(ZoneId) ?? DateTimeZone.Utc;

    /// <summary>How long it really takes: an hour less or more over a change of the clocks.</summary>
    public Duration Length => End.InZoneLeniently(Zone).ToInstant() - Start.InZoneLeniently(Zone).ToInstant();

    /// <summary>An event at a chosen time.</summary>
    /// <param name="start">In the zone.</param>
    /// <param name="end">First moment, or first day, after it.</param>
    public static EventDraft At(LocalDateTime start, LocalDateTime end, bool allDay, string zoneId, CollectionId calendar)
    {
        var last = allDay ? end.PlusDays(-1) : end;
        if (allDay && last < start) last = start;
        var hours = allDay ? (new TimeOnly(9, 0), new TimeOnly(10, 0)) : (Clock(start), Clock(end));
        return new EventDraft { StartDate = start.Date.ToDateOnly(), EndDate = last.Date.ToDateOnly(), startTime = hours.Item1, endTime = hours.Item2, AllDay = allDay, ZoneId = zoneId, Calendar = calendar };
    }

    /// <summary>An hour at the next full hour, on a day.</summary>
    public static EventDraft Next(LocalDateTime now, LocalDate day, string zoneId, CollectionId calendar)
    {
        var hour = day == now.Date ? now.Hour + 1 : 9;
        var start = day.AtMidnight().PlusHours(hour);
        return At(start, start.PlusHours(1), allDay: false, zoneId, calendar);
    }

    /// <summary>What the form shows of a stored event. A floating or all-day one gets the reader's zone, in case it gets hours.</summary>
    public static EventDraft From(EventForm form, CollectionId calendar, string readerZone)
    {
        var draft = At(form.Start, form.End, form.AllDay, form.ZoneId ?? readerZone, calendar);
        draft.floatingZone = form.ZoneId is null && !form.AllDay ? readerZone : null;
        draft.original = form;
        (draft.Title, draft.Place, draft.Notes, draft.Transparent, draft.Classification) = (form.Title, form.Place, form.Notes, form.Transparent, form.Classification);
        draft.ReminderMinutes = form.Reminder is { } before ? (int)before.TotalMinutes : null;
        draft.Repeat = RepeatDraft.From(form.Repeat, form.Start.Date);
        return draft;
    }

    /// <summary>What is to be stored; categories and status stay as they were read.</summary>
    public EventForm ToForm() => (original ?? new EventForm { Start = Start, End = End }) with
    {
        Title = Title.Trim(),
        AllDay = AllDay,
        Start = Start,
        End = End,
        ZoneId = AllDay || ZoneId == floatingZone ? null : ZoneId,
        Place = Place.Trim(),
        Notes = Notes,
        Reminder = ReminderMinutes is { } minutes ? Duration.FromMinutes(minutes) : null,
        Repeat = Repeat.ToRule(),
        Transparent = Transparent,
        Classification = Classification,
    };

    public EventDefect Check() =>
        Calendar.Value == 0 ? EventDefect.NoCalendar
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(ZoneId) is null ? EventDefect.UnknownZone
        : End < Start || (AllDay && EndDate < StartDate) ? EventDefect.EndBeforeStart
        : Repeat is { Kind: not (RepeatKind.None or RepeatKind.Other), End: RepeatEnd.On } && Repeat.Until < StartDate ? EventDefect.UntilBeforeStart
        : EventDefect.None;

    private static LocalDateTime Local(DateOnly date, TimeOnly time) => new(date.Year, date.Month, date.Day, time.Hour, time.Minute);

    private static TimeOnly Clock(LocalDateTime time) => new(time.Hour, time.Minute);
}
