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

    /// <summary>Stores a text under a name.</summary>
    Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, CancellationToken cancel);

    /// <summary>Deletes an object.</summary>
    /// <param name="ifMatch">ETag without quotes that it must still have; null: any.</param>
    Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, string? ifMatch, CancellationToken cancel);

    /// <summary>Puts back the text that was last deleted under this name (undo).</summary>
    Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel);

    /// <summary>Moves an object to another name or collection of the same kind; it keeps its id.</summary>
    Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, CancellationToken cancel);

    /// <summary>Stores the same text under another name, usually in another collection.</summary>
    Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, CancellationToken cancel);
}
