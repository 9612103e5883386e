using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using NodaTime.Extensions;

namespace Groupware.Calendars;

/// <summary>Events and tasks: get, put, delete, restore one object. The only writer of calendar objects; every call checks the person's rights.</summary>
public sealed class CalendarObjects : ICollectionObjects
{
    private readonly CollectionObjects objects;
    private readonly ObjectReader reader;

    /// <summary>The front door over a database.</summary>
    public CalendarObjects(CollectionDirectory collections, ObjectReader reader, IObjectWriter writer, TimeProvider clock)
    {
        this.reader = reader;
        objects = new CollectionObjects(collections, reader, writer, (body, _) => CalendarContent.Read(body, clock.GetCurrentInstant()), (row, person) => PrivateObject.Mask(row, person.Language));
    }

    /// <inheritdoc/>
    public int MaxSize => CalendarContent.MaxSize;

    /// <inheritdoc/>
    public Task<StoredObject?> GetAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => objects.GetAsync(person, collection, name, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredObject>> GetManyAsync(SignedInPerson person, CollectionId collection, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        await objects.ReadableAsync(person, collection, cancel) is { } view ? (await reader.ManyAsync(collection, names, cancel)).ConvertAll(row => objects.Shown(row, view, person)) : [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredObject>> PageAsync(SignedInPerson person, CollectionId collection, string? component, string after, int limit, CancellationToken cancel) =>
        await objects.ReadableAsync(person, collection, cancel) is { } view ? (await reader.PageAsync(collection, component, after, limit, cancel)).ConvertAll(row => objects.Shown(row, view, person)) : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListedObject>> ListPageAsync(SignedInPerson person, CollectionId collection, string after, int limit, CancellationToken cancel) =>
        objects.ListAsync(person, collection, after, limit, cancel);

    /// <inheritdoc/>
    public Task<ChangePage?> ChangesAsync(SignedInPerson person, CollectionId collection, SyncToken? since, int limit, CancellationToken cancel) =>
        objects.ChangesAsync(person, collection, since, limit, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, CancellationToken cancel) =>
        objects.PutAsync(person, collection, name, body, precondition, keepUid: true, cancel);

    /// <inheritdoc/>
    public Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, string? ifMatch, CancellationToken cancel) =>
        objects.DeleteAsync(person, collection, name, Precondition.Unchanged(ifMatch), cancel);

    /// <inheritdoc/>
    public Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, Precondition precondition, CancellationToken cancel) =>
        objects.DeleteAsync(person, collection, name, precondition, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => objects.RestoreAsync(person, collection, name, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel) =>
        objects.MoveAsync(person, from, name, to, newName, overwrite, precondition, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel) =>
        objects.CopyAsync(person, from, name, to, newName, overwrite, precondition, cancel);
}
