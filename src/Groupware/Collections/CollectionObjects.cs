using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Collections;

/// <summary>What calendar objects and address objects do alike; <paramref name="read"/> knows the format.</summary>
/// <param name="read">Reads a text for a collection.</param>
/// <param name="masked">What others see of a private object; null: it has no private ones.</param>
internal sealed class CollectionObjects(
    CollectionDirectory collections,
    ObjectReader reader,
    IObjectWriter writer,
    Func<ReadOnlyMemory<byte>, CollectionView, ContentOrRefusal> read,
    Func<ObjectRow, SignedInPerson, byte[]>? masked)
{
    public async Task<StoredObject?> GetAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) =>
        await ReadableAsync(person, collection, cancel) is { } view && await reader.OneAsync(collection, name, cancel) is { } row ? Shown(row, view, person) : null;

    /// <summary>The collection if the person may read it; free/busy isn't enough.</summary>
    public async Task<CollectionView?> ReadableAsync(SignedInPerson person, CollectionId collection, CancellationToken cancel) =>
        await collections.FindAsync(person, collection, cancel) is { Access: >= AccessLevel.Read } view ? view : null;

    /// <summary>The object as the person may see it.</summary>
    public StoredObject Shown(ObjectRow row, CollectionView view, SignedInPerson person)
    {
        var hidden = masked is not null && Hides(row.Classification, view, person);
        return new StoredObject(
            row.Id, row.Name, row.Uid, row.Hash, hidden ? masked!(row, person) : row.Body, row.Revision, row.Component, hidden ? "" : row.Summary, hidden ? "" : row.Place, row.Classification, row.ModifiedAt);
    }

    /// <summary>Private things are the owner's alone, whatever right others have on the collection.</summary>
    public static bool Hides(Classification classification, CollectionView view, SignedInPerson person) => classification != Classification.Public && view.Owner != person.Id;

    public async Task<IReadOnlyList<ListedObject>> ListAsync(SignedInPerson person, CollectionId collection, string after, int limit, CancellationToken cancel) =>
        await ReadableAsync(person, collection, cancel) is null ? [] : await reader.ListAsync(collection, after, limit, cancel);

    public async Task<ChangePage?> ChangesAsync(SignedInPerson person, CollectionId collection, SyncToken? since, int limit, CancellationToken cancel)
    {
        if (await ReadableAsync(person, collection, cancel) is null || await reader.TokenAsync(collection, cancel) is not { } now) return null;
        if (since is { } token && (token.Collection != collection || token.Epoch != now.Epoch || token.Value > now.Token || token.Value < now.PurgedTo)) return null;
        // the end is fixed first: a change made meanwhile belongs to the next token
        var changes = await reader.ChangesAsync(collection, since?.Value ?? 0, now.Token, limit < int.MaxValue ? limit + 1 : limit, withGone: since is not null, cancel);
        var truncated = changes.Count > limit;
        if (truncated) changes.RemoveRange(limit, changes.Count - limit);
        return new ChangePage(new SyncToken(collection, now.Epoch, truncated ? changes[^1].Token : now.Token), changes, truncated);
    }

    public async Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, bool keepUid, CancellationToken cancel)
    {
        if (await collections.FindAsync(person, collection, cancel) is not { } view) return new(PutStatus.NotFound);
        if (view.Access < AccessLevel.Write) return new(PutStatus.Forbidden);
        var (content, refusal) = read(body, view);
        if (content is null) return refusal!;
        var outcome = await writer.PutAsync(new ObjectPut(person.Id, collection, name, content, precondition, keepUid), cancel);
        return Put(outcome, precondition.IfNoneMatch is not null);
    }

    public async Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, Precondition precondition, CancellationToken cancel)
    {
        var outcome = await writer.DeleteAsync(new ObjectDelete(person.Id, collection, name, precondition), cancel);
        return outcome.Status switch
        {
            WriteStatus.Deleted => DeleteOutcome.Deleted,
            WriteStatus.PreconditionFailed => DeleteOutcome.ETagMismatch,
            WriteStatus.Forbidden => DeleteOutcome.Forbidden,
            WriteStatus.Busy => DeleteOutcome.Busy,
            _ => DeleteOutcome.NotFound,
        };
    }

    public async Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel)
    {
        if (await collections.FindAsync(person, collection, cancel) is not { Access: >= AccessLevel.Write } view) return new(PutStatus.NotFound);
        if (await reader.LastDeletedAsync(collection, name, cancel) is not { } body) return new(PutStatus.NotFound);
        if (read(body, view).Content is not { } content) return new(PutStatus.InvalidData);
        if (Hides(content.Classification, view, person)) return new(PutStatus.Forbidden);
        return Put(await writer.PutAsync(new ObjectPut(person.Id, collection, name, content, Precondition.IsNew), cancel), mustBeNew: true);
    }

    public async Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel) =>
        Put(await writer.MoveAsync(new ObjectMove(person.Id, from, name, to, newName, overwrite, precondition), cancel), mustBeNew: !overwrite);

    public async Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel)
    {
        if (await ReadableAsync(person, from, cancel) is not { } view || await reader.OneAsync(from, name, cancel) is not { } row) return new(PutStatus.NotFound);
        if (!precondition.Holds(row.Hash)) return new(PutStatus.ETagMismatch);
        if (Hides(row.Classification, view, person)) return new(PutStatus.Forbidden);
        return await PutAsync(person, to, newName, row.Body, overwrite ? Precondition.None : Precondition.IsNew, keepUid: false, cancel);
    }

    private static PutOutcome Put(WriteOutcome outcome, bool mustBeNew) => new(
        outcome.Status switch
        {
            WriteStatus.Created => PutStatus.Created,
            WriteStatus.Updated => PutStatus.Updated,
            WriteStatus.PreconditionFailed => mustBeNew ? PutStatus.Exists : PutStatus.ETagMismatch,
            WriteStatus.Forbidden => PutStatus.Forbidden,
            WriteStatus.UidConflict => PutStatus.UidConflict,
            WriteStatus.UnsupportedComponent => PutStatus.UnsupportedComponent,
            WriteStatus.Busy => PutStatus.Busy,
            _ => PutStatus.NotFound,
        },
        outcome.Hash,
        outcome.ConflictName);
}
