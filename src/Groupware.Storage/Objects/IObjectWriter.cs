using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>
/// The only writer of objects. Each call decides rights, preconditions and UID conflicts and writes object, occurrence rows, card values,
/// change log, replaced text and counter in one transaction; it answers after the commit, and the change feed is told then.
/// </summary>
public interface IObjectWriter
{
    /// <summary>Stores a text under a name.</summary>
    Task<WriteOutcome> PutAsync(ObjectPut put, CancellationToken cancel);

    /// <summary>Deletes an object; its text stays in the log.</summary>
    Task<WriteOutcome> DeleteAsync(ObjectDelete delete, CancellationToken cancel);

    /// <summary>Moves an object to another name or collection; it keeps its id.</summary>
    Task<WriteOutcome> MoveAsync(ObjectMove move, CancellationToken cancel);

    /// <summary>Replaces the occurrence rows of an object that is still at the revision they were made from; no change for anybody.</summary>
    Task<bool> ReindexAsync(ObjectReindex reindex, CancellationToken cancel);
}

/// <summary>What a text says, worked out before it is queued: the writer runs SQL only.</summary>
public sealed record ObjectContent(
    string Uid,
    string Component,
    ReadOnlyMemory<byte> Body,
    string Hash,
    string Summary,
    string Place,
    Classification Classification,
    bool Recurring,
    OccurrenceIndex Occurrences,
    IReadOnlyList<CardSearchText> CardTexts);

/// <summary>Occurrence rows and how far they reach.</summary>
/// <param name="Rows">One a recurrence.</param>
/// <param name="Hash">Equal hashes mean equal rows.</param>
/// <param name="From">Instances before have no row; null: none missing.</param>
/// <param name="To">Instances from this on have no row; null: none missing.</param>
public sealed record OccurrenceIndex(IReadOnlyList<OccurrenceRow> Rows, long Hash, Instant? From, Instant? To)
{
    /// <summary>Nothing happens at any time.</summary>
    public static OccurrenceIndex Empty { get; } = new([], 0, null, null);
}

/// <summary>One instance; see <see cref="Occurrence"/>.</summary>
public readonly record struct OccurrenceRow(long Recurrence, Instant Starts, Instant Ends, OccurrenceFlags Flags, string? Summary, string? Place);

/// <summary>One searchable value of a card; see <see cref="CardValue"/>.</summary>
public readonly record struct CardSearchText(string Property, string Value);

/// <summary>What must be true of the object that is there now.</summary>
/// <param name="IfMatch">ETags without quotes, one of which must be its own; "*": any; null: no condition.</param>
/// <param name="IfNoneMatch">ETags none of which may be its own; "*": there must be none; null: no condition.</param>
public readonly record struct Precondition(IReadOnlyList<string>? IfMatch, IReadOnlyList<string>? IfNoneMatch)
{
    /// <summary>Write in any case.</summary>
    public static Precondition None => default;

    /// <summary>Only if there is none yet.</summary>
    public static Precondition IsNew => new(null, ["*"]);

    /// <summary>Only if it still is what the caller read; null: in any case.</summary>
    public static Precondition Unchanged(string? etag) => etag is null ? default : new([etag], null);

    /// <summary>Whether the object with this hash, or none, satisfies it.</summary>
    public bool Holds(string? hash) =>
        (IfMatch is null || (hash is not null && (IfMatch.Contains("*", StringComparer.Ordinal) || IfMatch.Contains(hash, StringComparer.Ordinal))))
        && (IfNoneMatch is null || hash is null || !(IfNoneMatch.Contains("*", StringComparer.Ordinal) || IfNoneMatch.Contains(hash, StringComparer.Ordinal)));
}

/// <summary>Store a text.</summary>
/// <param name="KeepUid">A changed UID of an existing object is a conflict (RFC 4791, section 5.3.2.1).</param>
public sealed record ObjectPut(PersonId By, CollectionId Collection, string Name, ObjectContent Content, Precondition Precondition, bool KeepUid = true);

/// <summary>Delete an object.</summary>
public sealed record ObjectDelete(PersonId By, CollectionId Collection, string Name, Precondition Precondition);

/// <summary>Move an object.</summary>
public sealed record ObjectMove(PersonId By, CollectionId From, string Name, CollectionId To, string NewName, bool Overwrite, Precondition Precondition);

/// <summary>Fresh occurrence rows for an object that is still at <paramref name="Revision"/>.</summary>
public sealed record ObjectReindex(CollectionId Collection, long ObjectId, long Revision, OccurrenceIndex Occurrences);

/// <summary>What became of a write.</summary>
/// <param name="Hash">The ETag without quotes now in force; with <see cref="WriteStatus.PreconditionFailed"/> that of the object there.</param>
/// <param name="ConflictName">Who holds the UID, with <see cref="WriteStatus.UidConflict"/>.</param>
public readonly record struct WriteOutcome(WriteStatus Status, string? Hash = null, string? ConflictName = null, long ObjectId = 0, long Token = 0)
{
    /// <summary>Something was written.</summary>
    public bool Written => Status is WriteStatus.Created or WriteStatus.Updated or WriteStatus.Deleted;
}

/// <summary>The possible ends of a write.</summary>
public enum WriteStatus
{
    /// <summary>A new object (or, of a move, a new name).</summary>
    Created = 1,

    /// <summary>Another text in its place.</summary>
    Updated = 2,

    /// <summary>Gone.</summary>
    Deleted = 3,

    /// <summary>No such collection, or no right to know of it.</summary>
    NoCollection = 4,

    /// <summary>The person may not write here.</summary>
    Forbidden = 5,

    /// <summary>No such object.</summary>
    NotFound = 6,

    /// <summary>If-Match or If-None-Match.</summary>
    PreconditionFailed = 7,

    /// <summary>The UID is another object's, or the object's UID would change.</summary>
    UidConflict = 8,

    /// <summary>The collection doesn't take this component.</summary>
    UnsupportedComponent = 9,

    /// <summary>Too many writes wait; try again in a moment.</summary>
    Busy = 10,
}
