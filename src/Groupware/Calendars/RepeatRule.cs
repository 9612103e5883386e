using NodaTime;

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
