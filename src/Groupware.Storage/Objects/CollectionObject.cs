using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>
/// A member of a collection: the text exactly as it was sent, and beside it an index that can be made again from the text.
/// Written by <see cref="IObjectWriter"/> alone.
/// </summary>
public sealed class CollectionObject
{
    /// <summary>Made by the database; stays the same when the object moves (RFC 5842, section 3.1).</summary>
    public long Id { get; set; }

    /// <summary>Where it lies.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>Last segment of its URL, decoded.</summary>
    public string Name { get; set; } = "";

    /// <summary>UID of all its components; unique in the collection.</summary>
    public string Uid { get; set; } = "";

    /// <summary>"VEVENT", "VTODO", "VJOURNAL", "VCARD".</summary>
    public string Component { get; set; } = "";

    /// <summary>The collection's token at the last change.</summary>
    public long Revision { get; set; }

    /// <summary>The ETag without quotes: the first 16 bytes of the text's SHA-256, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Bytes of the text.</summary>
    public int Size { get; set; }

    /// <summary>SUMMARY of the first component, or FN; cut to 500 characters.</summary>
    public string Summary { get; set; } = "";

    /// <summary>LOCATION, or ORG; cut to 500 characters.</summary>
    public string Place { get; set; } = "";

    /// <summary>CLASS: 0 public, 1 private, 2 confidential.</summary>
    public Classification Classification { get; set; }

    /// <summary>It has RRULE, RDATE or RECURRENCE-ID.</summary>
    public bool Recurring { get; set; }

    /// <summary>The text as sent.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Hash over the occurrence rows: rows are written again only when it changes.</summary>
    public long OccurrenceHash { get; set; }

    /// <summary>Instances before this have no rows; null: none are missing before.</summary>
    public Instant? IndexedFrom { get; set; }

    /// <summary>Instances from this on have no rows; null: none are missing after.</summary>
    public Instant? IndexedTo { get; set; }

    /// <summary>When it was first stored.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When the text was last changed.</summary>
    public Instant ModifiedAt { get; set; }
}

/// <summary>CLASS of RFC 5545, section 3.8.1.3; a value nobody knows counts as private.</summary>
public enum Classification
{
    /// <summary>Everybody with the right to read sees it.</summary>
    Public = 0,

    /// <summary>Others see only that the time is taken.</summary>
    Private = 1,

    /// <summary>Treated as private.</summary>
    Confidential = 2,
}
