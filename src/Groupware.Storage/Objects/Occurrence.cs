using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>One instance of an object within its indexed reach; floating and all-day times stand as if they were UTC, marked by a flag.</summary>
public sealed class Occurrence
{
    /// <summary>Of which object.</summary>
    public long ObjectId { get; set; }

    /// <summary>The instance's original start in ticks, whatever it was moved to; instances of one object differ in it.</summary>
    public long Recurrence { get; set; }

    /// <summary>The object's collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>First moment.</summary>
    public Instant Starts { get; set; }

    /// <summary>First moment after it.</summary>
    public Instant Ends { get; set; }

    /// <summary>What it is.</summary>
    public OccurrenceFlags Flags { get; set; }

    /// <summary>SUMMARY of an instance that has its own; null: the object's.</summary>
    public string? Summary { get; set; }

    /// <summary>LOCATION of an instance that has its own; null: the object's.</summary>
    public string? Place { get; set; }
}

/// <summary>What a range query needs to know of an instance.</summary>
[Flags]
public enum OccurrenceFlags
{
    /// <summary>A timed event that takes no time from anybody.</summary>
    None = 0,

    /// <summary>Counts as busy (not transparent, not cancelled).</summary>
    Busy = 1,

    /// <summary>STATUS:TENTATIVE.</summary>
    Tentative = 2,

    /// <summary>DATE values.</summary>
    AllDay = 4,

    /// <summary>Its times are the reader's: DATE values and times without a zone.</summary>
    Floating = 8,

    /// <summary>Of a VTODO.</summary>
    Todo = 16,

    /// <summary>An instance with a component of its own (RECURRENCE-ID).</summary>
    Override = 32,
}
