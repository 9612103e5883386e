using Groupware.Calendars;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>What the agenda's forms and drags write: lines are changed by <see cref="CalendarObjectEditor"/>, stored with If-Match, and each write knows its way back.</summary>
public sealed class EventWrites(CalendarObjects objects, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<StoredEvent?> ReadAsync(SignedInPerson person, EventKey key, CancellationToken cancel)
    {
        if (await objects.GetAsync(person, key.Collection, key.Name, cancel) is not { } stored) return null;
        try
        {
            return new StoredEvent(key, stored, CalendarObjectEditor.Read(stored.Body, key.RecurrenceId));
        }
        catch (FormatException)
        {
            return null;   // not an event that a form can show; the grid draws what the index knows
        }
    }

    public async Task<EventWriteResult> CreateAsync(SignedInPerson person, CollectionId calendar, EventForm form, CancellationToken cancel)
    {
        var uid = Guid.CreateVersion7().ToString();
        var name = uid + ".ics";
        var outcome = await objects.PutAsync(person, calendar, name, CalendarObjectEditor.Create(form, uid, Now), Precondition.IsNew, cancel);
        return new(Status(outcome.Status), new EventKey(calendar, name, null), outcome.Succeeded ? new EventUndo(calendar, name, null, outcome.ETag) : null);
    }

    /// <summary>A drag: the event keeps its zone; of a series only the instance that was dragged.</summary>
    public async Task<EventWriteResult> MoveAsync(SignedInPerson person, EventKey key, LocalDateTime start, LocalDateTime end, bool allDay, DateTimeZone zone, CancellationToken cancel)
    {
        if (await objects.GetAsync(person, key.Collection, key.Name, cancel) is not { } stored) return new(EventWriteStatus.Gone);
        var scope = key.RecurrenceId is null ? EditScope.All : EditScope.This;
        return await PutAsync(person, key, stored, body => CalendarObjectEditor.Move(body, key.RecurrenceId, scope, start, end, allDay, zone, Now), cancel);
    }

    /// <summary>What the form changed. Into another calendar it goes as a whole.</summary>
    /// <param name="known">As it was read when the form opened; its ETag must still be in force.</param>
    public async Task<EventWriteResult> UpdateAsync(SignedInPerson person, StoredEvent known, CollectionId calendar, EditScope scope, EventForm form, CancellationToken cancel)
    {
        var key = known.Key;
        if (scope == EditScope.ThisAndFollowing && key.RecurrenceId is { } from) return await SplitAsync(person, known, calendar, from, form, cancel);
        var result = await PutAsync(person, key, known.Object, body => CalendarObjectEditor.Update(body, key.RecurrenceId, scope, form, Now), cancel);
        if (result.Status != EventWriteStatus.Done || calendar == key.Collection) return result;

        var moved = await objects.MoveAsync(person, key.Collection, key.Name, calendar, key.Name, overwrite: false, cancel);
        return moved.Succeeded ? result with { Key = key with { Collection = calendar }, Undo = null } : result with { Status = Status(moved.Status) };
    }

    public async Task<EventWriteResult> DeleteAsync(SignedInPerson person, EventKey key, EditScope scope, CancellationToken cancel)
    {
        if (await objects.GetAsync(person, key.Collection, key.Name, cancel) is not { } stored) return new(EventWriteStatus.Gone);
        var rest = key.RecurrenceId is null || scope == EditScope.All ? null : CalendarObjectEditor.Delete(stored.Body, key.RecurrenceId, scope, Now);
        if (rest is not null) return await PutAsync(person, key, stored, _ => rest, cancel);
        return await objects.DeleteAsync(person, key.Collection, key.Name, stored.ETag, cancel) switch
        {
            DeleteOutcome.Deleted => new(EventWriteStatus.Done, key, new EventUndo(key.Collection, key.Name, stored.Body, null)),
            DeleteOutcome.ETagMismatch => new(EventWriteStatus.Changed, key),
            DeleteOutcome.Forbidden => new(EventWriteStatus.Forbidden, key),
            DeleteOutcome.Busy => new(EventWriteStatus.Busy, key),
            _ => new(EventWriteStatus.Gone, key),
        };
    }

    /// <summary>One step back; refused when somebody changed the event since.</summary>
    public async Task<EventWriteStatus> UndoAsync(SignedInPerson person, EventUndo undo, CancellationToken cancel)
    {
        var status = undo switch
        {
            { ETag: null } => Status((await objects.RestoreAsync(person, undo.Collection, undo.Name, cancel)).Status),
            { Before: { } before } => Status((await objects.PutAsync(person, undo.Collection, undo.Name, before, Precondition.Unchanged(undo.ETag), cancel)).Status),
            _ => await objects.DeleteAsync(person, undo.Collection, undo.Name, undo.ETag, cancel) == DeleteOutcome.Deleted ? EventWriteStatus.Done : EventWriteStatus.Changed,
        };
        return status == EventWriteStatus.Done && undo.Also is { } also ? await UndoAsync(person, also, cancel) : status;
    }

    private async Task<EventWriteResult> SplitAsync(SignedInPerson person, StoredEvent known, CollectionId calendar, Instant from, EventForm form, CancellationToken cancel)
    {
        var uid = Guid.CreateVersion7().ToString();
        SeriesSplit split;
        try
        {
            split = CalendarObjectEditor.Split(known.Object.Body, from, form, uid, Now);
        }
        catch (FormatException)
        {
            return new(EventWriteStatus.Refused);
        }

        // nothing before it: the whole series is meant
        if (split.Before is null) return await UpdateAsync(person, known, calendar, EditScope.All, form, cancel);

        // the new series first: a failure in between leaves one day too many, never one too few
        var name = uid + ".ics";
        var after = await objects.PutAsync(person, calendar, name, split.After, Precondition.IsNew, cancel);
        if (!after.Succeeded) return new(Status(after.Status));
        var made = new EventUndo(calendar, name, null, after.ETag);
        var before = await PutAsync(person, known.Key, known.Object, _ => split.Before, cancel);
        if (before.Status == EventWriteStatus.Done) return before with { Key = new EventKey(calendar, name, null), Undo = before.Undo! with { Also = made } };
        await UndoAsync(person, made, cancel);
        return before;
    }

    private async Task<EventWriteResult> PutAsync(SignedInPerson person, EventKey key, StoredObject stored, Func<ReadOnlyMemory<byte>, byte[]> edit, CancellationToken cancel)
    {
        byte[] body;
        try
        {
            body = edit(stored.Body);
        }
        catch (FormatException)
        {
            return new(EventWriteStatus.Refused, key);
        }

        var outcome = await objects.PutAsync(person, key.Collection, key.Name, body, Precondition.Unchanged(stored.ETag), cancel);
        return new(Status(outcome.Status), key, outcome.Succeeded ? new EventUndo(key.Collection, key.Name, stored.Body, outcome.ETag) : null);
    }

    private static EventWriteStatus Status(PutStatus status) => status switch
    {
        PutStatus.Created or PutStatus.Updated => EventWriteStatus.Done,
        PutStatus.ETagMismatch or PutStatus.Exists => EventWriteStatus.Changed,
        PutStatus.NotFound => EventWriteStatus.Gone,
        PutStatus.Forbidden => EventWriteStatus.Forbidden,
        PutStatus.Busy => EventWriteStatus.Busy,
        _ => EventWriteStatus.Refused,
    };
}
