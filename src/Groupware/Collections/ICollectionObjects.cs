using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Collections;

/// <summary>What calendar objects and address objects have in common; DAV speaks to both through it.</summary>
public interface ICollectionObjects
{
    /// <summary>Largest text taken, in bytes.</summary>
    int MaxSize { get; }

    /// <summary>One object; null when there is none for this person.</summary>
    Task<StoredObject?> GetAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel);

    /// <summary>Those of the names that are there, in no order.</summary>
    Task<IReadOnlyList<StoredObject>> GetManyAsync(SignedInPerson person, CollectionId collection, IReadOnlyCollection<string> names, CancellationToken cancel);

    /// <summary>A page of a collection's objects with their texts, by name.</summary>
    /// <param name="component">"VEVENT", "VTODO"…; null: all.</param>
    /// <param name="after">Last name of the page before; empty for the first.</param>
    Task<IReadOnlyList<StoredObject>> PageAsync(SignedInPerson person, CollectionId collection, string? component, string after, int limit, CancellationToken cancel);

    /// <summary>A page of a collection's objects without their texts, by name.</summary>
    Task<IReadOnlyList<ListedObject>> ListPageAsync(SignedInPerson person, CollectionId collection, string after, int limit, CancellationToken cancel);

    /// <summary>What changed since a token, oldest first; null when the token isn't this collection's or is older than its log.</summary>
    /// <param name="since">Null: everything, as for the first time.</param>
    /// <param name="limit">At most so many changes.</param>
    Task<ChangePage?> ChangesAsync(SignedInPerson person, CollectionId collection, SyncToken? since, int limit, CancellationToken cancel);

    /// <summary>Stores a text under a name.</summary>
    Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, CancellationToken cancel);

    /// <summary>Deletes an object.</summary>
    /// <param name="ifMatch">ETag without quotes that it must still have; null: any.</param>
    Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, string? ifMatch, CancellationToken cancel);

    /// <summary>Deletes an object on a condition.</summary>
    Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, Precondition precondition, CancellationToken cancel);

    /// <summary>Puts back the text that was last deleted under this name (undo).</summary>
    Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel);

    /// <summary>Moves an object to another name or collection of the same kind; it keeps its id.</summary>
    Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel);

    /// <summary>Stores the same text under another name, usually in another collection.</summary>
    Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel);
}
