using NodaTime;
using NodaTime.Calendars;

namespace Groupware.Web.Components.Agenda;

/// <summary>How much of the agenda is on show.</summary>
public enum AgendaView
{
    Day,
    WorkWeek,
    Week,
    Month,
    List,
}

/// <summary>Which days a view shows around a day, and which day comes before and after.</summary>
public static class AgendaRange
{
    /// <summary>Days in the list view.</summary>
    public const int ListDays = 30;

    /// <summary>The word in the address and for the script: "day", "workweek", "week", "month", "list".</summary>
    public static string Word(AgendaView view) => view.ToString().ToLowerInvariant();

    public static AgendaView? Parse(string? word) => Enum.TryParse<AgendaView>(word, ignoreCase: true, out var view) && Enum.IsDefined(view) && !char.IsDigit(word![0]) ? view : null;

    /// <summary>First day on show and the day after the last; of a month the month itself, without the days of its neighbours.</summary>
    public static (LocalDate From, LocalDate To) Of(AgendaView view, LocalDate date, IsoDayOfWeek firstDay)
    {
        var week = Start(date, firstDay);
        var monday = Start(date, IsoDayOfWeek.Monday);
        return view switch
        {
            AgendaView.Day => (date, date.PlusDays(1)),
            AgendaView.WorkWeek => (monday, monday.PlusDays(5)),
            AgendaView.Week => (week, week.PlusDays(7)),
            AgendaView.Month => (date.With(DateAdjusters.StartOfMonth), date.With(DateAdjusters.StartOfMonth).PlusMonths(1)),
            _ => (date, date.PlusDays(ListDays)),
        };
    }

    /// <summary>The day that the view shows after going one step on (1) or back (-1).</summary>
    public static LocalDate Step(AgendaView view, LocalDate date, int steps) => view switch
    {
        AgendaView.Day => date.PlusDays(steps),
        AgendaView.Month => date.PlusMonths(steps),
        AgendaView.List => date.PlusDays(steps * ListDays),
        _ => date.PlusWeeks(steps),
    };

    /// <summary>The first day of the week that the day lies in.</summary>
    public static LocalDate Start(LocalDate date, IsoDayOfWeek firstDay) => date.DayOfWeek == firstDay ? date : date.Previous(firstDay);

    /// <summary>ISO 8601 when weeks begin on Monday; otherwise counted from the week of 1 January, as where they begin on Sunday.</summary>
    public static int WeekNumber(LocalDate date, IsoDayOfWeek firstDay) =>
        firstDay == IsoDayOfWeek.Monday ? WeekYearRules.Iso.GetWeekOfWeekYear(date) : WeekYearRules.ForMinDaysInFirstWeek(1, firstDay).GetWeekOfWeekYear(date);
}
