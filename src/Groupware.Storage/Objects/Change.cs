using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>One row of a collection's change log, numbered by the collection's counter in the transaction of the change.</summary>
public sealed class Change
{
    /// <summary>Which collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>The counter's value.</summary>
    public long Token { get; set; }

    /// <summary>Which object.</summary>
    public long ObjectId { get; set; }

    /// <summary>The object's name at that time.</summary>
    public string Name { get; set; } = "";

    /// <summary>What happened.</summary>
    public ChangeOfObject Kind { get; set; }

    /// <summary>When.</summary>
    public Instant At { get; set; }

    /// <summary>By whom.</summary>
    public PersonId ById { get; set; }
}

/// <summary>What happened to an object.</summary>
public enum ChangeOfObject
{
    /// <summary>It is new in this collection.</summary>
    Created = 1,

    /// <summary>Its text changed.</summary>
    Updated = 2,

    /// <summary>It is no longer in this collection, or no longer under this name.</summary>
    Deleted = 3,
}
