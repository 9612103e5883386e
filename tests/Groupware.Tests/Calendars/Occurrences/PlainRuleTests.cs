using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Tests.Calendars.Occurrences;

/// <summary>The quick way and the general evaluation agree.</summary>
public sealed class PlainRuleTests
{
    private static readonly Gen<RecurrenceRule> Rules =
        from frequency in Gen.Elements(RecurrenceFrequency.Daily, RecurrenceFrequency.Weekly, RecurrenceFrequency.Monthly, RecurrenceFrequency.Yearly)
        from interval in Gen.Choose(1, 5)
        from count in Gen.Choose(0, 30)
        from weekStart in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from days in Gen.Elements(Enum.GetValues<DayOfWeek>()).ListOf()
        select new RecurrenceRule(frequency)
        {
            Interval = interval,
            Count = count == 0 ? null : count,
            WeekStart = weekStart,
            ByDay = frequency == RecurrenceFrequency.Weekly ? days.Distinct().Select(d => new WeekdayRule(0, d)).ToList() : [],
        };

    private static readonly Gen<LocalDateTime> Starts =
        from day in Gen.Choose(0, 4000)
        from minute in Gen.Choose(0, 1439)
        select new LocalDate(2019, 1, 1).PlusDays(day).AtMidnight().PlusMinutes(minute);

    [Property(MaxTest = 400)]
    public Property They_have_the_same_starts() => Prop.ForAll(Rules.ToArbitrary(), Starts.ToArbitrary(), (rule, start) =>
        PlainRule.Of(rule)!.Starts(start, null).Take(40).SequenceEqual(RecurrenceSet.Evaluated(rule, start, dateOnly: false, null).Take(40)));

    [Property(MaxTest = 400)]
    public Property A_late_window_finds_the_same_starts() => Prop.ForAll(Rules.ToArbitrary(), Starts.ToArbitrary(), (rule, start) =>
    {
        var from = start.PlusDays(1234);
        return PlainRule.Of(rule)!.Starts(start, from).SkipWhile(s => s < from).Take(5).SequenceEqual(PlainRule.Of(rule)!.Starts(start, null).SkipWhile(s => s < from).Take(5));
    });

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=DAILY;BYMONTH=2")]
    public void Other_rules_are_left_to_the_general_evaluation(string raw)
    {
        Assert.True(RecurrenceRule.TryParse(raw, out var rule));
        Assert.Null(PlainRule.Of(rule));
    }
}
