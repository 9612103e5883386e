using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ICalendar;
using NodaTime;
using Duration = NodaTime.Duration;
using Gen = FsCheck.Fluent.Gen;

namespace Groupware.Tests.Calendars;

/// <summary>What holds for any event the form can make.</summary>
public sealed class EventFormProperties
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    private static readonly Gen<string> Texts = Gen.Elements("", "x", "a, b; c\\d", "Réunion \uD83D\uDE00", "line\nline", new string('ü', 90), "END:VEVENT", "\"q\" ^n");

    private static readonly Gen<EventForm> Forms =
        from title in Texts
        from place in Texts
        from notes in Texts
        from allDay in Gen.Elements(true, false)
        from day in Gen.Choose(0, 1500)
        from minute in Gen.Choose(0, 287)
        from length in Gen.Choose(0, 600)
        from days in Gen.Choose(1, 5)
        from zone in Gen.Elements("Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC", null)
        from reminder in Gen.Elements(-540, 0, 10, 1440, 90, -1)
        from transparent in Gen.Elements(true, false)
        from classification in Gen.Elements("PUBLIC", "PRIVATE")
        from repeat in Gen.Choose(0, 7)
        from interval in Gen.Choose(1, 3)
        from end in Gen.Choose(0, 2)
        let date = new LocalDate(2025, 1, 1).PlusDays(day)
        let start = allDay ? date.AtMidnight() : date.AtMidnight().PlusMinutes(minute * 5)
        select new EventForm
        {
            Title = title,
            Place = place,
            Notes = notes,
            AllDay = allDay,
            Start = start,
            End = allDay ? start.PlusDays(days) : start.PlusMinutes(length),
            ZoneId = allDay ? null : zone,
            Reminder = reminder == -1 ? null : Duration.FromMinutes(reminder),
            Transparent = transparent,
            Classification = classification,
            Repeat = Repeat(repeat, interval, end, date),
        };

    [Property(MaxTest = 500)]
    public Property What_is_created_is_read_again() => Prop.ForAll(Forms.ToArbitrary(), form => Same(form, CalendarObjectEditor.Read(CalendarObjectEditor.Create(form, "u", Now), null)));

    [Property(MaxTest = 500)]
    public Property What_is_changed_is_read_again() => Prop.ForAll(Forms.ToArbitrary(), Forms.ToArbitrary(), (before, after) =>
    {
        var body = CalendarObjectEditor.Update(CalendarObjectEditor.Create(before, "u", Now), null, EditScope.All, after, Now);
        return Same(after, CalendarObjectEditor.Read(body, null)) && CalendarScan.Read(body) is { Defect: null, Masters: 1, HasOverrides: false };
    });

    [Property(MaxTest = 300)]
    public Property One_instance_changed_leaves_the_others_and_the_text_of_the_series() => Prop.ForAll(Forms.ToArbitrary(), Forms.ToArbitrary(), (series, after) =>
    {
        var body = CalendarObjectEditor.Create(series, "u", Now);
        if (Instances(body) is not { Count: > 2 } all || all[1].RecurrenceId is not { } second)
            return true;
        var changed = CalendarObjectEditor.Update(body, second, EditScope.This, after, Now);
        var others = Instances(changed).Where(i => i.RecurrenceId != second).Select(i => (i.RecurrenceId, i.Start, i.End)).Take(5);
        return Same(after with { Repeat = series.Repeat }, CalendarObjectEditor.Read(changed, second))
            && all.Where(i => i.RecurrenceId != second).Select(i => (i.RecurrenceId, i.Start, i.End)).Take(5).SequenceEqual(others)
            && Master(changed).AsSpan().SequenceEqual(Master(body));
    });

    [Property(MaxTest = 300)]
    public Property One_instance_deleted_leaves_the_others() => Prop.ForAll(Forms.ToArbitrary(), series =>
    {
        var body = CalendarObjectEditor.Create(series, "u", Now);
        if (Instances(body) is not { Count: > 2 } all || all[1].RecurrenceId is not { } second)
            return true;
        var without = Instances(CalendarObjectEditor.Delete(body, second, EditScope.This, Now)!);
        var ended = Instances(CalendarObjectEditor.Delete(body, second, EditScope.ThisAndFollowing, Now)!);
        return all.Where(i => i.RecurrenceId != second).Select(i => i.Start).Take(5).SequenceEqual(without.Select(i => i.Start).Take(5)) && ended.Count == 1;
    });

    private static RepeatRule? Repeat(int kind, int interval, int end, LocalDate date)
    {
        RepeatRule? rule = kind switch
        {
            0 => new RepeatRule(RepeatUnit.Daily),
            1 => new RepeatRule(RepeatUnit.Weekly) { Weekdays = [date.DayOfWeek] },
            2 => new RepeatRule(RepeatUnit.Weekly) { Weekdays = new[] { date.DayOfWeek, date.PlusDays(2).DayOfWeek }.Order().ToList() },
            3 => new RepeatRule(RepeatUnit.Monthly),
            4 when RepeatRule.WeekOf(date, false) is var week and < 5 => new RepeatRule(RepeatUnit.Monthly) { WeekOfMonth = week },
            5 => new RepeatRule(RepeatUnit.Yearly),
            _ => null,
        };
        return rule is null ? null : rule with { Interval = interval, Count = end == 1 ? 4 : null, Until = end == 2 ? date.PlusYears(5) : null };
    }

    private static bool Same(EventForm expected, EventForm actual) => expected with { Categories = actual.Categories } == actual;

    private static IReadOnlyList<Instance> Instances(byte[] body) =>
        RecurrenceSet.Expand(CalendarDocument.Parse(body), DateTimeZone.Utc, new NodaTime.Interval(null, null), 8, CancellationToken.None).Instances;

    private static byte[] Master(byte[] body) => CalendarDocument.Parse(body).Components.First(c => c.Property("RECURRENCE-ID") is null).ToBytes();
}
