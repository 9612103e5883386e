using Groupware.Calendars;
using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class RepeatDraftTests
{
    private static readonly DateOnly Thursday = new(2026, 6, 4);

    [Fact]
    public void A_weekly_series_begins_on_the_weekday_of_the_first()
    {
        var draft = new RepeatDraft();
        draft.Begin(RepeatKind.Week, Thursday);
        Assert.Equal([IsoDayOfWeek.Thursday], draft.ToRule()!.Weekdays);
    }

    [Fact]
    public void A_weekly_series_never_loses_its_last_day()
    {
        var draft = new RepeatDraft();
        draft.Begin(RepeatKind.Week, Thursday);
        draft.Toggle(IsoDayOfWeek.Thursday);
        Assert.Equal([IsoDayOfWeek.Thursday], draft.Days);
        draft.Toggle(IsoDayOfWeek.Tuesday);
        draft.Toggle(IsoDayOfWeek.Thursday);
        Assert.Equal([IsoDayOfWeek.Tuesday], draft.Days);
    }

    [Fact]
    public void Moving_the_first_day_takes_the_weekday_along()
    {
        var draft = new RepeatDraft();
        draft.Begin(RepeatKind.Week, Thursday);
        draft.Follow(Thursday, Thursday.AddDays(1));
        Assert.Equal([IsoDayOfWeek.Friday], draft.Days);
    }

    [Theory]
    [InlineData(2026, 6, 4, 1)]
    [InlineData(2026, 6, 11, 2)]
    [InlineData(2026, 6, 25, 4)]
    [InlineData(2026, 6, 30, -1)]
    public void The_place_of_a_day_in_its_month(int year, int month, int day, int position) => Assert.Equal(position, RepeatDraft.Position(new LocalDate(year, month, day)));

    [Fact]
    public void How_it_ends_is_one_thing()
    {
        var draft = RepeatDraft.From(new RepeatRule(RepeatUnit.Daily) { Count = 5 }, LocalDate.FromDateOnly(Thursday));
        Assert.Equal((RepeatEnd.After, 5), (draft.End, draft.Count));
        draft.End = RepeatEnd.Never;
        Assert.Equal((null, null), (draft.ToRule()!.Count, draft.ToRule()!.Until));
    }
}
