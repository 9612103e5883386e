using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>An object with its text, as read.</summary>
/// <param name="Hash">The ETag without quotes.</param>
public sealed record ObjectRow(
    long Id,
    CollectionId Collection,
    string Name,
    string Uid,
    string Component,
    long Revision,
    string Hash,
    string Summary,
    string Place,
    Classification Classification,
    bool Recurring,
    byte[] Body,
    Instant CreatedAt,
    Instant ModifiedAt);

/// <summary>An object without its text: what a listing needs.</summary>
/// <param name="Size">Bytes of the text.</param>
public sealed record ListedObject(long Id, string Name, string Component, string Hash, int Size, Classification Classification, Instant CreatedAt, Instant ModifiedAt);

/// <summary>One step of a collection's history: an object as it is now, or (without a hash) a name that is gone.</summary>
/// <param name="Token">The counter at that step.</param>
/// <param name="Id">0 when it is gone.</param>
/// <param name="Hash">Null when it is gone.</param>
public sealed record ChangedObject(long Token, long Id, string Name, string? Hash);

/// <summary>Where a collection's counter stands.</summary>
/// <param name="PurgedTo">Older tokens aren't honoured: the log begins after it.</param>
public readonly record struct TokenState(long Epoch, long Token, long PurgedTo);

/// <summary>An instance of an object within a range, with what a list shows of it.</summary>
/// <param name="Recurrence">Original start.</param>
/// <param name="Starts">As stored: floating ones as if they were UTC.</param>
public sealed record RangeRow(
    long ObjectId,
    CollectionId Collection,
    string Name,
    string Hash,
    string Uid,
    string Component,
    Classification Classification,
    bool Recurring,
    Instant Recurrence,
    Instant Starts,
    Instant Ends,
    OccurrenceFlags Flags,
    string Summary,
    string Place);

/// <summary>A card's value that a search found.</summary>
public sealed record CardMatch(CollectionId Collection, string Name, string DisplayName, string Property, string Value, long ObjectId);
