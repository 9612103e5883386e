using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Contacts;

/// <summary>Cards: list, find, get, put, delete, restore. The only writer of address objects; every call checks the person's rights.</summary>
public sealed class AddressObjects : ICollectionObjects
{
    /// <inheritdoc/>
    public int MaxSize => 8 << 20;

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

    /// <summary>All cards of a book with their texts, by name.</summary>
    public Task<IReadOnlyList<StoredObject>> ListAsync(SignedInPerson person, CollectionId book, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>Type-ahead over all books the person may read, the company directory among them: every word must be the start of, or stand in, a name or an e-mail address.</summary>
    /// <param name="text">What was typed, at least one character.</param>
    /// <param name="limit">At most so many; one row for each e-mail address.</param>
    public Task<IReadOnlyList<AddressMatch>> SearchAsync(SignedInPerson person, string text, int limit, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>An e-mail address that somebody's book knows.</summary>
/// <param name="Name">The card's name in its collection.</param>
/// <param name="DisplayName">FN.</param>
public sealed record AddressMatch(CollectionId Collection, string Name, string DisplayName, string Email);
