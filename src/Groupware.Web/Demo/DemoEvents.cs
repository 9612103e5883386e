using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Web.Demo;

/// <summary>Events of the demo as calendar objects, made as the event form makes them.</summary>
internal static class DemoEvents
{
    /// <summary>The object, with its exceptions when it recurs.</summary>
    public static byte[] Build(DemoEvent demo, DemoMoments moments)
    {
        var form = Form(demo, moments, moments.Local(demo.Start));
        var body = CalendarObjectEditor.Create(form, demo.Uid, moments.Now);
        if (demo.Rrule is not null && Instances(body, 1) is [{ } first] && first.InZone(DemoMoments.Zone).LocalDateTime is var start && start != form.Start)
            body = CalendarObjectEditor.Create(Form(demo, moments, form.AllDay ? first.InUtc().LocalDateTime : start), demo.Uid, moments.Now);     // DTSTART must be one of the rule's dates
        body = Invite(demo, body);
        foreach (var week in demo.ExceptionWeeks ?? [])
        {
            if (In(body, moments.Week(week)) is { } left) body = CalendarObjectEditor.Delete(body, left, EditScope.This, moments.Now) ?? body;
        }
        foreach (var change in demo.Overrides ?? [])
        {
            if (In(body, moments.Week(change.Week)) is not { } moved) continue;
            var own = CalendarObjectEditor.Read(body, moved);
            var at = own.Start.Date.At(DemoMoments.TimeOf(change.Time));
            var changed = own with { Start = at, End = at + Period.Between(own.Start, own.End), Title = change.Summary ?? own.Title };
            body = CalendarObjectEditor.Update(body, moved, EditScope.This, changed, moments.Now);
        }
        return body;
    }

    private static EventForm Form(DemoEvent demo, DemoMoments moments, LocalDateTime start)
    {
        var allDay = demo.AllDayDays is not null;
        return new EventForm
        {
            Title = moments.Fill(demo.Summary, "en", null),
            AllDay = allDay,
            Start = start,
            End = allDay ? start.PlusDays(demo.AllDayDays ?? 1) : start.PlusMinutes(demo.Minutes ?? 30),
            ZoneId = allDay ? null : DemoMoments.Zone.Id,
            Place = demo.Location ?? "",
            Notes = moments.Fill(demo.Description ?? "", "en", null),
            Reminder = demo.AlarmMinutes is { } minutes ? Duration.FromMinutes(minutes) : null,
            Repeat = demo.Rrule is { } rule ? new RepeatRule(RepeatUnit.Daily) { Other = rule } : null,
            Transparent = demo.Transp == "TRANSPARENT",
            Classification = demo.Class ?? "PUBLIC",
            Categories = demo.Categories ?? [],
            Status = demo.Status ?? "",
        };
    }

    /// <summary>Who asks whom, and METHOD for one that goes by mail.</summary>
    private static byte[] Invite(DemoEvent demo, byte[] body)
    {
        if (demo.Organizer is null && demo.Method is null) return body;
        var document = CalendarDocument.Parse(body);
        if (demo.Method is { } method) document.Root.Add("METHOD", method);
        foreach (var component in document.Components)
        {
            if (demo.Sequence > 0) component.Set("SEQUENCE", demo.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (demo.Organizer is { } organizer) component.Add("ORGANIZER", "mailto:" + organizer.Email, ("CN", organizer.Name));
            foreach (var attendee in demo.Attendees ?? []) Add(component, attendee);
        }
        return document.ToBytes();
    }

    private static void Add(Component component, DemoAttendee attendee)
    {
        var line = component.Add("ATTENDEE", "mailto:" + attendee.Email, ("CN", attendee.Name), ("PARTSTAT", attendee.Partstat));
        if (attendee.Type is { } type) line.SetParameter("CUTYPE", type);
        if (attendee.Partstat == "NEEDS-ACTION") line.SetParameter("RSVP", "TRUE");
    }

    private static Instant? In(byte[] body, LocalDate monday)
    {
        var week = new Interval(monday.AtMidnight().InZoneLeniently(DemoMoments.Zone).ToInstant(), monday.PlusWeeks(1).AtMidnight().InZoneLeniently(DemoMoments.Zone).ToInstant());
        return RecurrenceSet.Expand(CalendarDocument.Parse(body), DateTimeZone.Utc, week, 1, CancellationToken.None).Instances is [var found, ..] ? found.RecurrenceId : null;
    }

    private static List<Instant> Instances(byte[] body, int most) =>
        RecurrenceSet.Expand(CalendarDocument.Parse(body), DateTimeZone.Utc, new Interval(null, null), most, CancellationToken.None).Instances.Select(i => i.Start).ToList();
}
