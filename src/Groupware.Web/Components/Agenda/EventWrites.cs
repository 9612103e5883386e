using Groupware.Calendars;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>What the agenda's forms and drags write: lines are changed by <see cref="CalendarObjectEditor"/>, stored with If-Match, and each write knows its way back.</summary>
public sealed class EventWrites(ObjectWrites writes, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<StoredEvent?> ReadAsync(SignedInPerson person, EventKey key, CancellationToken cancel)
    {
        if (await writes.ReadAsync(person, key.Collection, key.Name, cancel) is not { } stored) return null;
        try
        {
            return new StoredEvent(key, stored, CalendarObjectEditor.Read(stored.Body, key.RecurrenceId));
        }
        catch (FormatException)
        {
            return null;   // not an event that a form can show; the grid draws what the index knows
        }
    }

    /// <param name="uid">The same for every try to make this event.</param>
    public async Task<EventWriteResult> CreateAsync(SignedInPerson person, CollectionId calendar, string uid, EventForm form, CancellationToken cancel)
    {
        var name = NameOf(uid);
        var (status, undo) = await writes.CreateAsync(person, calendar, name, CalendarObjectEditor.Create(form, uid, Now), cancel);
        return new(status, new EventKey(calendar, name, null), undo);
    }

    /// <summary>A drag: the event keeps its zone; of a series only the instance that was dragged.</summary>
    public async Task<EventWriteResult> MoveAsync(SignedInPerson person, EventKey key, LocalDateTime start, LocalDateTime end, bool allDay, DateTimeZone zone, CancellationToken cancel)
    {
        var (found, stored) = await writes.FindAsync(person, key.Collection, key.Name, cancel);
        if (stored is null) return new(found);
        var scope = key.RecurrenceId is null ? EditScope.All : EditScope.This;
        return await PutAsync(person, key, stored, body => CalendarObjectEditor.Move(body, key.RecurrenceId, scope, start, end, allDay, zone, Now), cancel);
    }

    /// <summary>What the form changed. Into another calendar the object goes as a whole.</summary>
    /// <param name="known">As it was read when the form opened; its ETag must still be in force.</param>
    public async Task<EventWriteResult> UpdateAsync(SignedInPerson person, StoredEvent known, CollectionId calendar, EditScope scope, EventForm form, CancellationToken cancel)
    {
        var key = known.Key;
        if (scope == EditScope.ThisAndFollowing && key.RecurrenceId is { } from) return await SplitAsync(person, known, calendar, from, form, cancel);
        var result = await PutAsync(person, key, known.Object, body => CalendarObjectEditor.Update(body, key.RecurrenceId, scope, form, Now), cancel);
        if (result.Status != WriteStatus.Done || calendar == key.Collection) return result;

        var moved = await writes.MoveAsync(person, key.Collection, key.Name, calendar, cancel);
        return moved == WriteStatus.Done ? result with { Key = key with { Collection = calendar }, Undo = null } : result with { Status = moved };
    }

    public async Task<EventWriteResult> DeleteAsync(SignedInPerson person, EventKey key, EditScope scope, CancellationToken cancel)
    {
        var (found, stored) = await writes.FindAsync(person, key.Collection, key.Name, cancel);
        if (stored is null) return new(found);
        try
        {
            if (key.RecurrenceId is not null && scope != EditScope.All && CalendarObjectEditor.Delete(stored.Body, key.RecurrenceId, scope, Now) is { } rest)
                return await PutAsync(person, key, stored, _ => rest, cancel);
        }
        catch (FormatException)
        {
            return new(WriteStatus.Refused, key);
        }

        var (status, undo) = await writes.DeleteAsync(person, key.Collection, stored, cancel);
        return new(status, key, undo);
    }

    public Task<WriteStatus> UndoAsync(SignedInPerson person, ObjectUndo undo, CancellationToken cancel) => writes.UndoAsync(person, undo, cancel);

    private async Task<EventWriteResult> SplitAsync(SignedInPerson person, StoredEvent known, CollectionId calendar, Instant from, EventForm form, CancellationToken cancel)
    {
        var uid = Guid.CreateVersion7().ToString();
        var name = NameOf(uid);
        SeriesSplit split;
        try
        {
            split = CalendarObjectEditor.Split(known.Object.Body, from, form, uid, Now);
        }
        catch (FormatException)
        {
            return new(WriteStatus.Refused);
        }

        // nothing before it: the whole series is meant
        if (split.Before is null) return await UpdateAsync(person, known, calendar, EditScope.All, form, cancel);

        // the new series first: a failure in between leaves one day too many, never one too few
        var (status, made) = await writes.CreateAsync(person, calendar, name, split.After, cancel);
        if (status != WriteStatus.Done) return new(status);
        var before = await PutAsync(person, known.Key, known.Object, _ => split.Before, cancel);
        if (before.Status == WriteStatus.Done) return before with { Key = new EventKey(calendar, name, null), Undo = before.Undo! with { Also = made } };
        return await writes.TakeBackAsync(person, made!, cancel) ? before : before with { Status = WriteStatus.Away };
    }

    private async Task<EventWriteResult> PutAsync(SignedInPerson person, EventKey key, StoredObject stored, Func<ReadOnlyMemory<byte>, byte[]> edit, CancellationToken cancel)
    {
        var (status, undo) = await writes.PutAsync(person, key.Collection, stored, edit, cancel);
        return new(status, key, undo);
    }

    private static string NameOf(string uid) => uid + ".ics";
}
