using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class AgendaRangeTests
{
    private static readonly LocalDate Thursday = new(2026, 6, 4);

    [Fact]
    public void A_week_begins_on_the_persons_first_day()
    {
        Assert.Equal((new LocalDate(2026, 6, 1), new LocalDate(2026, 6, 8)), AgendaRange.Of(AgendaView.Week, Thursday, IsoDayOfWeek.Monday));
        Assert.Equal((new LocalDate(2026, 5, 31), new LocalDate(2026, 6, 7)), AgendaRange.Of(AgendaView.Week, Thursday, IsoDayOfWeek.Sunday));
    }

    [Fact]
    public void A_work_week_is_Monday_to_Friday_everywhere() =>
        Assert.Equal((new LocalDate(2026, 6, 1), new LocalDate(2026, 6, 6)), AgendaRange.Of(AgendaView.WorkWeek, Thursday, IsoDayOfWeek.Sunday));

    [Fact]
    public void A_month_is_itself() => Assert.Equal((new LocalDate(2026, 6, 1), new LocalDate(2026, 7, 1)), AgendaRange.Of(AgendaView.Month, Thursday, IsoDayOfWeek.Monday));

    [Theory]
    [InlineData(AgendaView.Day, 2026, 6, 5)]
    [InlineData(AgendaView.Week, 2026, 6, 11)]
    [InlineData(AgendaView.WorkWeek, 2026, 6, 11)]
    [InlineData(AgendaView.Month, 2026, 7, 4)]
    [InlineData(AgendaView.List, 2026, 7, 4)]
    public void One_step_later(AgendaView view, int year, int month, int day) => Assert.Equal(new LocalDate(year, month, day), AgendaRange.Step(view, Thursday, 1));

    [Theory]
    [InlineData(2026, 1, 1, IsoDayOfWeek.Monday, 1)]
    [InlineData(2027, 1, 1, IsoDayOfWeek.Monday, 53)]
    [InlineData(2027, 1, 1, IsoDayOfWeek.Sunday, 1)]
    [InlineData(2026, 6, 4, IsoDayOfWeek.Monday, 23)]
    public void Week_numbers(int year, int month, int day, IsoDayOfWeek first, int number) => Assert.Equal(number, AgendaRange.WeekNumber(new LocalDate(year, month, day), first));

    [Theory]
    [InlineData("week", AgendaView.Week)]
    [InlineData("workweek", AgendaView.WorkWeek)]
    [InlineData("Month", AgendaView.Month)]
    public void Views_of_the_address(string word, AgendaView view) => Assert.Equal(view, AgendaRange.Parse(word));

    [Theory]
    [InlineData("2")]
    [InlineData("team")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_words_of_the_address_are_no_view(string? word) => Assert.Null(AgendaRange.Parse(word));
}
