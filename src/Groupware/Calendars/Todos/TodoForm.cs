using NodaTime;

namespace Groupware.Calendars.Todos;

/// <summary>What the form shows of a task. What it doesn't know stays in the object untouched.</summary>
public sealed record TodoForm
{
    /// <summary>SUMMARY.</summary>
    public string Title { get; init; } = "";

    /// <summary>DESCRIPTION.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Day it is due; null without.</summary>
    public LocalDate? DueDate { get; init; }

    /// <summary>Time of that day on the clock of <see cref="ZoneId"/>; null: any time of the day.</summary>
    public LocalTime? DueTime { get; init; }

    /// <summary>IANA id of the due time ("UTC" for universal time); null: floating, or no time.</summary>
    public string? ZoneId { get; init; }

    /// <summary>1 (highest) to 9; 0 without.</summary>
    public int Priority { get; init; }

    /// <summary>When it was done; null while it isn't.</summary>
    public Instant? Completed { get; init; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; init; }

    /// <summary>CATEGORIES.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>CLASS: "PUBLIC", "PRIVATE" or "CONFIDENTIAL".</summary>
    public string Classification { get; init; } = "PUBLIC";

    /// <summary>UID of the task this one is a part of; null without.</summary>
    public string? ParentUid { get; init; }

    /// <summary>Recurs: done means the next one is due. Only read.</summary>
    public bool Recurring { get; init; }

    /// <summary>STATUS:CANCELLED. Only read.</summary>
    public bool Cancelled { get; init; }

    /// <summary>CREATED; null when it isn't said. Only read.</summary>
    public Instant? Created { get; init; }
}
