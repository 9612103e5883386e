using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Calendars;

/// <summary>Events and tasks: get, put, delete, restore one object. The only writer of calendar objects; every call checks the person's rights.</summary>
public sealed class CalendarObjects : ICollectionObjects
{
    /// <inheritdoc/>
    public int MaxSize => 16 << 20;

    /// <inheritdoc/>
    public Task<StoredObject?> GetAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, string? ifMatch, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, CancellationToken cancel) => throw new NotSupportedException();
}
