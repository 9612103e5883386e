using NodaTime;

namespace Groupware.Calendars;

/// <summary>What the form shows of one event or one instance of a series. What it doesn't know stays in the object untouched.</summary>
public sealed record EventForm
{
    /// <summary>SUMMARY.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whole days: the times of day of <see cref="Start"/> and <see cref="End"/> are midnight.</summary>
    public bool AllDay { get; init; }

    /// <summary>First moment, on the clock of <see cref="ZoneId"/>.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>First moment after it, on the same clock; of a whole day the midnight after its last day.</summary>
    public required LocalDateTime End { get; init; }

    /// <summary>IANA id ("UTC" for universal time); null: floating, or whole days.</summary>
    public string? ZoneId { get; init; }

    /// <summary>LOCATION.</summary>
    public string Place { get; init; } = "";

    /// <summary>DESCRIPTION.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Time before the start at which to remind; null without. Negative: after the start (nine o'clock of a whole day).</summary>
    public Duration? Reminder { get; init; }

    /// <summary>How it recurs; null when it doesn't. Of an instance, the rule of its series.</summary>
    public RepeatRule? Repeat { get; init; }

    /// <summary>Doesn't make busy (TRANSP:TRANSPARENT).</summary>
    public bool Transparent { get; init; }

    /// <summary>CLASS: "PUBLIC", "PRIVATE" or "CONFIDENTIAL".</summary>
    public string Classification { get; init; } = "PUBLIC";

    /// <summary>CATEGORIES.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>STATUS: "", "TENTATIVE", "CONFIRMED" or "CANCELLED".</summary>
    public string Status { get; init; } = "";
}
