using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Calendars;

/// <summary>A repetition as the form can show it.</summary>
/// <param name="Unit">Period.</param>
public sealed record RepeatRule(RepeatUnit Unit)
{
    /// <summary>Every so many periods.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Weekdays of a weekly one; empty: that of the start.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Monthly and yearly: by the n-th weekday of the start ("second Tuesday") instead of its date; -1 the last one; 0 by date.</summary>
    public int WeekOfMonth { get; init; }

    /// <summary>Ends after so many instances; null without.</summary>
    public int? Count { get; init; }

    /// <summary>Last day on which an instance may start; null without.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>An RRULE that the form can't show; kept as it is unless the form chooses another repetition. Null for all others.</summary>
    public string? Other { get; init; }

    /// <inheritdoc/>
    public bool Equals(RepeatRule? other) => other is not null
        && (Unit, Interval, WeekOfMonth, Count, Until, Other) == (other.Unit, other.Interval, other.WeekOfMonth, other.Count, other.Until, other.Other)
        && Weekdays.Order().SequenceEqual(other.Weekdays.Order());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Unit, Interval, WeekOfMonth, Count, Until, Other);

    /// <summary>A rule as the form shows it.</summary>
    /// <param name="raw">RRULE.</param>
    /// <param name="start">First instance on its own clock.</param>
    /// <param name="zone">That clock.</param>
    internal static RepeatRule Read(string raw, LocalDateTime start, DateTimeZone zone)
    {
        if (!RecurrenceRule.TryParse(raw, out var rule))
            return new RepeatRule(RepeatUnit.Daily) { Other = raw };
        var unit = rule.Frequency switch
        {
            RecurrenceFrequency.Weekly => RepeatUnit.Weekly,
            RecurrenceFrequency.Monthly => RepeatUnit.Monthly,
            RecurrenceFrequency.Yearly => RepeatUnit.Yearly,
            _ => RepeatUnit.Daily,
        };
        var shown = new RepeatRule(unit)
        {
            Interval = rule.Interval,
            Count = rule.Count,
            Until = rule.Until is { } until ? UntilDate(until, zone) : null,
        };
        if (rule.Frequency < RecurrenceFrequency.Daily || rule.BySecond.Count + rule.ByMinute.Count + rule.ByHour.Count + rule.ByYearDay.Count
            + rule.ByWeekNumber.Count + rule.BySetPosition.Count + rule.Others.Count > 0)
            return shown with { Other = raw };
        var fits = unit switch
        {
            RepeatUnit.Daily => rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByMonth.Count == 0,
            RepeatUnit.Weekly => rule.ByMonthDay.Count + rule.ByMonth.Count == 0 && rule.ByDay.All(d => d.Ordinal == 0),
            RepeatUnit.Monthly => rule.ByMonth.Count == 0 && IsDayOrWeek(rule, start),
            _ => (rule.ByMonth.Count == 0 ? rule.ByDay.Count == 0 && rule.ByMonthDay.Count == 0 : Only(rule.ByMonth, start.Month) && IsDayOrWeek(rule, start)),
        };
        if (!fits)
            return shown with { Other = raw };
        return unit == RepeatUnit.Weekly
            ? shown with { Weekdays = rule.ByDay.Select(d => ToIso(d.Day)).Order().ToList() }
            : shown with { WeekOfMonth = rule.ByDay.Count == 1 ? rule.ByDay[0].Ordinal : 0 };
    }

    /// <summary>The RRULE for a start.</summary>
    /// <param name="start">First instance as written: decides on the form of UNTIL.</param>
    /// <param name="zone">Its clock.</param>
    /// <param name="weekStart">WKST of the rule before; Monday for a new one.</param>
    internal string ToRaw(DateTimeValue start, DateTimeZone zone, DayOfWeek weekStart)
    {
        if (Other is not null)
            return Other;
        var local = CalendarTime.Local(start);
        var rule = new RecurrenceRule(Unit switch
        {
            RepeatUnit.Daily => RecurrenceFrequency.Daily,
            RepeatUnit.Weekly => RecurrenceFrequency.Weekly,
            RepeatUnit.Monthly => RecurrenceFrequency.Monthly,
            _ => RecurrenceFrequency.Yearly,
        })
        {
            Interval = Math.Max(1, Interval),
            Count = Until is null && Count is { } count ? Math.Max(1, count) : null,
            WeekStart = weekStart,
        };
        if (Until is { } until)
            rule = rule with { Until = UntilValue(until, start, zone) };
        if (Unit == RepeatUnit.Weekly && Weekdays.Count > 0)
            rule = rule with { ByDay = Weekdays.Distinct().Order().Select(d => new WeekdayRule(0, d.ToDayOfWeek())).ToList() };
        else if (Unit is RepeatUnit.Monthly or RepeatUnit.Yearly && WeekOfMonth != 0)
        {
            rule = rule with { ByDay = [new WeekdayRule(WeekOfMonth, local.DayOfWeek.ToDayOfWeek())] };
            if (Unit == RepeatUnit.Yearly)
                rule = rule with { ByMonth = [local.Month] };
        }
        return rule.ToString();
    }

    /// <summary>The same repetition for a start on another day: weekdays turn with it, "second Tuesday" becomes what the new day is.</summary>
    internal RepeatRule MovedBy(int days, LocalDate newStart)
    {
        var moved = Until is { } until ? this with { Until = until.PlusDays(days) } : this;
        if (Other is not null)
            return this;
        if (Unit == RepeatUnit.Weekly && Weekdays.Count > 0)
            return moved with { Weekdays = Weekdays.Select(d => (IsoDayOfWeek)(((((int)d - 1 + days) % 7) + 7) % 7 + 1)).Order().ToList() };
        return WeekOfMonth == 0 ? moved : moved with { WeekOfMonth = WeekOf(newStart, WeekOfMonth == -1) };
    }

    /// <summary>The first day from the given one on that the repetition hits.</summary>
    internal LocalDate FirstFrom(LocalDate start)
    {
        if (Unit != RepeatUnit.Weekly || Weekdays.Count == 0 || Other is not null)
            return start;
        while (!Weekdays.Contains(start.DayOfWeek))
            start = start.PlusDays(1);
        return start;
    }

    /// <summary>Which of its weekday in its month a date is: 1 to 5, or -1 when it is the last one and that is preferred or it is the fifth.</summary>
    public static int WeekOf(LocalDate date, bool preferLast)
    {
        var week = ((date.Day - 1) / 7) + 1;
        var last = date.PlusDays(7).Month != date.Month;
        return last && (preferLast || week == 5) ? -1 : week;
    }

    private static DateTimeValue UntilValue(LocalDate until, DateTimeValue start, DateTimeZone zone)
    {
        if (start.IsDate)
            return DateTimeValue.OfDate(until.ToDateOnly());
        var evening = until.At(new LocalTime(23, 59, 59));
        if (start.IsFloating)
            return CalendarTime.Like(start, evening);
        var utc = CalendarTime.Resolve(evening, zone).InUtc().LocalDateTime;
        return new DateTimeValue(utc.Date.ToDateOnly(), new TimeOnly(utc.Hour, utc.Minute, utc.Second), true, null);
    }

    private static LocalDate UntilDate(DateTimeValue until, DateTimeZone zone) =>
        until.IsUtc ? CalendarTime.Local(until).InUtc().WithZone(zone).Date : CalendarTime.Local(until).Date;

    private static bool IsDayOrWeek(RecurrenceRule rule, LocalDateTime start) =>
        (rule.ByDay.Count == 0 && (rule.ByMonthDay.Count == 0 || Only(rule.ByMonthDay, start.Day)))
        || (rule.ByMonthDay.Count == 0 && rule.ByDay.Count == 1 && rule.ByDay[0].Ordinal is -1 or (>= 1 and <= 4) && ToIso(rule.ByDay[0].Day) == start.DayOfWeek
            && WeekOf(start.Date, rule.ByDay[0].Ordinal == -1) == rule.ByDay[0].Ordinal);

    private static bool Only(IReadOnlyList<int> values, int value) => values.Count == 1 && values[0] == value;

    private static IsoDayOfWeek ToIso(DayOfWeek day) => day == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)day;
}

/// <summary>Period of a repetition.</summary>
public enum RepeatUnit
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week, on weekdays.</summary>
    Weekly,

    /// <summary>Every month, on a date or a weekday.</summary>
    Monthly,

    /// <summary>Every year, on a date or a weekday of a month.</summary>
    Yearly,
}
