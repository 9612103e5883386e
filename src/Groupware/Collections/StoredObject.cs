using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Collections;

/// <summary>A calendar object or a card as it is stored.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="Body">The text exactly as sent; of other people's private events a text that only says busy.</param>
/// <param name="Revision">The collection's counter at the last change.</param>
public sealed record StoredObject(long Id, string Name, string Uid, string ETag, ReadOnlyMemory<byte> Body, long Revision, string Component, string Summary, string Place, Classification Classification, Instant ModifiedAt);

/// <summary>What became of a write.</summary>
/// <param name="ETag">Without quotes; the one now in force. Null when nothing is there.</param>
/// <param name="ConflictName">Name of the object that holds the UID.</param>
/// <param name="Detail">For a protocol's error: which rule the text breaks, with line and column.</param>
public sealed record PutOutcome(PutStatus Status, string? ETag = null, string? ConflictName = null, string? Detail = null)
{
    /// <summary>It is stored.</summary>
    public bool Succeeded => Status is PutStatus.Created or PutStatus.Updated;
}

/// <summary>How a write ended.</summary>
public enum PutStatus
{
    /// <summary>Stored under a new name.</summary>
    Created,

    /// <summary>Stored in the place of another text.</summary>
    Updated,

    /// <summary>It isn't what the caller read any more; nothing written.</summary>
    ETagMismatch,

    /// <summary>Something is there and must not be replaced; nothing written.</summary>
    Exists,

    /// <summary>No right to write here, or the object is somebody's private one.</summary>
    Forbidden,

    /// <summary>No such collection or object for this person.</summary>
    NotFound,

    /// <summary>no-uid-conflict (RFC 4791, section 5.3.2.1).</summary>
    UidConflict,

    /// <summary>valid-calendar-data, valid-address-data.</summary>
    InvalidData,

    /// <summary>valid-calendar-object-resource: readable, but not one object (several UIDs or kinds, METHOD).</summary>
    InvalidObject,

    /// <summary>supported-calendar-component.</summary>
    UnsupportedComponent,

    /// <summary>max-resource-size.</summary>
    TooLarge,

    /// <summary>max-instances.</summary>
    TooManyInstances,

    /// <summary>Too many writes wait; try again in a moment.</summary>
    Busy,
}

/// <summary>How a deletion ended.</summary>
public enum DeleteOutcome
{
    /// <summary>Gone; its text is kept for undo.</summary>
    Deleted,

    /// <summary>No such object for this person.</summary>
    NotFound,

    /// <summary>It isn't what the caller read any more.</summary>
    ETagMismatch,

    /// <summary>No right to.</summary>
    Forbidden,

    /// <summary>Too many writes wait; try again in a moment.</summary>
    Busy,
}
