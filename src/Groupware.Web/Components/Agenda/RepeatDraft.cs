using Groupware.Calendars;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>The "Repeats" part of the form.</summary>
public sealed class RepeatDraft
{
    private const int Last = -1;
    private string? other;

    public RepeatKind Kind { get; set; }

    /// <summary>Every how many units, 1 to 99.</summary>
    public int Every { get; set; } = 1;

    /// <summary>For weeks; never empty while the kind is weeks.</summary>
    public SortedSet<IsoDayOfWeek> Days { get; } = [];

    /// <summary>For months and years: the n-th weekday of the month, -1 the last one, 0 the date.</summary>
    public int WeekOfMonth { get; set; }

    public RepeatEnd End { get; set; }

    /// <summary>Last day; counts.</summary>
    public DateOnly Until { get; set; }

    /// <summary>How many times in all, 1 to 999.</summary>
    public int Count { get; set; } = 10;

    /// <summary>What the form shows of a rule.</summary>
    /// <param name="start">Day of the first, or of the instance on show.</param>
    public static RepeatDraft From(RepeatRule? rule, LocalDate start)
    {
        var draft = new RepeatDraft { Until = start.ToDateOnly() };
        if (rule is null) return draft;
        draft.other = rule.Other;
        draft.Kind = rule.Other is not null ? RepeatKind.Other : rule.Unit switch { RepeatUnit.Daily => RepeatKind.Day, RepeatUnit.Weekly => RepeatKind.Week, RepeatUnit.Monthly => RepeatKind.Month, _ => RepeatKind.Year };
        draft.Every = Math.Max(1, rule.Interval);
        draft.WeekOfMonth = rule.WeekOfMonth;
        draft.Days.UnionWith(rule.Weekdays);
        if (draft.Kind == RepeatKind.Week && draft.Days.Count == 0) draft.Days.Add(start.DayOfWeek);
        if (rule.Count is { } count) (draft.End, draft.Count) = (RepeatEnd.After, count);
        else if (rule.Until is { } until) (draft.End, draft.Until) = (RepeatEnd.On, until.ToDateOnly());
        return draft;
    }

    public RepeatRule? ToRule() => Kind switch
    {
        RepeatKind.None => null,
        RepeatKind.Other => new RepeatRule(RepeatUnit.Daily) { Other = other },
        _ => new RepeatRule(Kind switch { RepeatKind.Day => RepeatUnit.Daily, RepeatKind.Week => RepeatUnit.Weekly, RepeatKind.Month => RepeatUnit.Monthly, _ => RepeatUnit.Yearly })
        {
            Interval = Math.Clamp(Every, 1, 99),
            Weekdays = Kind == RepeatKind.Week ? [.. Days] : [],
            WeekOfMonth = Kind is RepeatKind.Month or RepeatKind.Year ? WeekOfMonth : 0,
            Count = End == RepeatEnd.After ? Math.Clamp(Count, 1, 999) : null,
            Until = End == RepeatEnd.On ? LocalDate.FromDateOnly(Until) : null,
        },
    };

    /// <summary>Which weekday of its month a day is: 1 to 4, or -1 when it is the fifth.</summary>
    public static int Position(LocalDate day) => ((day.Day - 1) / 7) + 1 is var week and < 5 ? week : Last;

    /// <summary>The last one of its weekday in the month.</summary>
    public static bool IsLast(LocalDate day) => day.PlusWeeks(1).Month != day.Month;

    /// <summary>Begins repeating; weekly ones on the weekday of the first.</summary>
    public void Begin(RepeatKind kind, DateOnly first)
    {
        Kind = kind;
        if (kind == RepeatKind.Week && Days.Count == 0) Days.Add(Weekday(first));
        if (Until <= first) Until = kind switch { RepeatKind.Day => first.AddDays(6), RepeatKind.Week => first.AddDays(7 * 8), RepeatKind.Month => first.AddMonths(6), _ => first.AddYears(5) };
    }

    public void Toggle(IsoDayOfWeek day)
    {
        if (!Days.Remove(day)) Days.Add(day);
        else if (Days.Count == 0) Days.Add(day);   // a weekly series has a day
    }

    /// <summary>The first day was moved: a series on that one weekday goes with it, and so does its place in the month.</summary>
    public void Follow(DateOnly from, DateOnly to)
    {
        if (Days.Count == 1 && Days.Remove(Weekday(from))) Days.Add(Weekday(to));
        if (WeekOfMonth != 0) WeekOfMonth = WeekOfMonth == Last && IsLast(LocalDate.FromDateOnly(to)) ? Last : Position(LocalDate.FromDateOnly(to));
        if (Until < to) Until = to.AddDays(Math.Max(0, Until.DayNumber - from.DayNumber));
    }

    public static IsoDayOfWeek Weekday(DateOnly day) => LocalDate.FromDateOnly(day).DayOfWeek;
}
