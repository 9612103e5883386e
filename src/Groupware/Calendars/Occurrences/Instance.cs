using Groupware.Formats.ContentLines;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>One instance of a calendar object.</summary>
/// <param name="RecurrenceId">Its original start; null when the object doesn't recur.</param>
/// <param name="Start">Floating and all-day ones on the clock of the zone that was asked for.</param>
/// <param name="End">First moment after it; the start again for an instance without length.</param>
/// <param name="Floating">Stands on no zone's clock: whole days, and times without zone.</param>
/// <param name="Busy">A VEVENT that is neither transparent nor cancelled.</param>
/// <param name="Tentative">STATUS:TENTATIVE.</param>
/// <param name="Source">The component that says what it is about: the override, or the master.</param>
public sealed record Instance(Instant? RecurrenceId, Instant Start, Instant End, bool AllDay, bool Floating, bool Busy, bool Tentative, Component Source);

/// <summary>Instances of one object.</summary>
/// <param name="Instances">By start.</param>
/// <param name="ReachesTo">All instances that start before it are there; null: all that the object has from the window's start on.</param>
/// <param name="Problem">Why it was left at that.</param>
public sealed record ExpansionResult(IReadOnlyList<Instance> Instances, Instant? ReachesTo, ExpansionProblem Problem = ExpansionProblem.None);

/// <summary>What kept an object from being evaluated.</summary>
public enum ExpansionProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>More instances than anybody can want (every second without end, or too long to compute): max-instances.</summary>
    TooManyInstances,

    /// <summary>An RRULE that breaks the grammar; the event stands once, at its start.</summary>
    InvalidRule,
}
