using Groupware.Calendars;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Web.Components.Collections;

/// <summary>Writes of the screens: an edit of a text that was read, stored only over that text, with its way back.</summary>
public sealed class ObjectWrites(CalendarObjects objects, ILogger<ObjectWrites> log)
{
    public Task<StoredObject?> ReadAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => objects.GetAsync(person, collection, name, cancel);

    /// <summary>Reads what is about to be changed.</summary>
    public async Task<(WriteStatus Status, StoredObject? Found)> FindAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel)
    {
        try
        {
            return await ReadAsync(person, collection, name, cancel) is { } found ? (WriteStatus.Done, found) : (WriteStatus.Gone, null);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            return (Away(cause), null);
        }
    }

    /// <param name="name">Made up by the form, for all its tries: what lies there already is what an earlier one stored whose answer was lost, and is replaced.</param>
    public async Task<(WriteStatus Status, ObjectUndo? Undo)> CreateAsync(SignedInPerson person, CollectionId collection, string name, byte[] body, CancellationToken cancel)
    {
        try
        {
            var outcome = await objects.PutAsync(person, collection, name, body, Precondition.IsNew, cancel);
            if (outcome.Status == PutStatus.Exists && await ReadAsync(person, collection, name, cancel) is { } earlier)
                outcome = await objects.PutAsync(person, collection, name, body, Precondition.Unchanged(earlier.ETag), cancel);
            return (Status(outcome.Status), outcome.Succeeded ? new ObjectUndo(collection, name, null, outcome.ETag) : null);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            return (Away(cause), null);
        }
    }

    /// <summary>Edits what was read; refused when somebody changed it since.</summary>
    /// <param name="edit">The new text of the stored one; a <see cref="FormatException"/> is <see cref="WriteStatus.Refused"/>.</param>
    public async Task<(WriteStatus Status, ObjectUndo? Undo)> PutAsync(SignedInPerson person, CollectionId collection, StoredObject stored, Func<ReadOnlyMemory<byte>, byte[]> edit, CancellationToken cancel)
    {
        byte[] body;
        try
        {
            body = edit(stored.Body);
        }
        catch (FormatException)
        {
            return (WriteStatus.Refused, null);
        }

        try
        {
            var outcome = await objects.PutAsync(person, collection, stored.Name, body, Precondition.Unchanged(stored.ETag), cancel);
            return (Status(outcome.Status), outcome.Succeeded ? new ObjectUndo(collection, stored.Name, stored.Body, outcome.ETag) : null);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            return (Away(cause), null);
        }
    }

    public async Task<(WriteStatus Status, ObjectUndo? Undo)> DeleteAsync(SignedInPerson person, CollectionId collection, StoredObject stored, CancellationToken cancel)
    {
        try
        {
            var status = Status(await objects.DeleteAsync(person, collection, stored.Name, stored.ETag, cancel));
            return (status, status == WriteStatus.Done ? new ObjectUndo(collection, stored.Name, stored.Body, null) : null);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            return (Away(cause), null);
        }
    }

    public async Task<WriteStatus> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, CancellationToken cancel)
    {
        try
        {
            return Status((await objects.MoveAsync(person, from, name, to, name, overwrite: false, Precondition.None, cancel)).Status);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            return Away(cause);
        }
    }

    /// <summary>One step back; refused when somebody changed the object since. A database that is away throws: the toast then offers the way back again.</summary>
    public async Task<WriteStatus> UndoAsync(SignedInPerson person, ObjectUndo undo, CancellationToken cancel)
    {
        var status = undo switch
        {
            { ETag: null } => Status((await objects.RestoreAsync(person, undo.Collection, undo.Name, cancel)).Status),
            { Before: { } before } => Status((await objects.PutAsync(person, undo.Collection, undo.Name, before, Precondition.Unchanged(undo.ETag), cancel)).Status),
            _ => Status(await objects.DeleteAsync(person, undo.Collection, undo.Name, undo.ETag, cancel)),
        };
        return status == WriteStatus.Done && undo.Also is { } also ? await UndoAsync(person, also, cancel) : status;
    }

    /// <summary>Takes back the first half of a change whose second failed.</summary>
    /// <returns>False: the database failed.</returns>
    public async Task<bool> TakeBackAsync(SignedInPerson person, ObjectUndo undo, CancellationToken cancel)
    {
        try
        {
            await UndoAsync(person, undo, cancel);
            return true;
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            Away(cause);
            return false;
        }
    }

    private WriteStatus Away(Exception cause)
    {
        log.NotWritten(cause);
        return WriteStatus.Away;
    }

    private static WriteStatus Status(PutStatus status) => status switch
    {
        PutStatus.Created or PutStatus.Updated => WriteStatus.Done,
        PutStatus.ETagMismatch or PutStatus.Exists => WriteStatus.Changed,
        PutStatus.NotFound => WriteStatus.Gone,
        PutStatus.Forbidden => WriteStatus.Forbidden,
        PutStatus.Busy => WriteStatus.Busy,
        _ => WriteStatus.Refused,
    };

    private static WriteStatus Status(DeleteOutcome outcome) => outcome switch
    {
        DeleteOutcome.Deleted => WriteStatus.Done,
        DeleteOutcome.ETagMismatch => WriteStatus.Changed,
        DeleteOutcome.Forbidden => WriteStatus.Forbidden,
        DeleteOutcome.Busy => WriteStatus.Busy,
        _ => WriteStatus.Gone,
    };
}
