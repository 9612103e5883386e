using Groupware.Calendars.Todos;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using NodaTime;

namespace Groupware.Web.Components.Tasks;

/// <summary>What the task screens write: lines are changed by <see cref="TodoEditor"/>, stored with If-Match, and each write knows its way back.</summary>
public sealed class TodoWrites(ObjectWrites writes, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>A new task.</summary>
    /// <param name="uid">The same for every try to make this task.</param>
    public Task<(WriteStatus Status, ObjectUndo? Undo)> CreateAsync(SignedInPerson person, CollectionId list, string uid, TodoForm form, CancellationToken cancel) =>
        writes.CreateAsync(person, list, uid + ".ics", TodoEditor.Create(form, uid, Now), cancel);

    public Task<(WriteStatus Status, ObjectUndo? Undo)> UpdateAsync(SignedInPerson person, TodoItem item, TodoForm form, CancellationToken cancel) =>
        writes.PutAsync(person, item.List.Id, item.Object, body => TodoEditor.Update(body, form, Now), cancel);

    /// <summary>Done now, or not done after all.</summary>
    public Task<(WriteStatus Status, ObjectUndo? Undo)> TickAsync(SignedInPerson person, TodoItem item, bool done, CancellationToken cancel) =>
        writes.PutAsync(person, item.List.Id, item.Object, body => done ? TodoEditor.Complete(body, Now) : TodoEditor.Reopen(body, Now), cancel);

    public Task<(WriteStatus Status, ObjectUndo? Undo)> DeleteAsync(SignedInPerson person, TodoItem item, CancellationToken cancel) => writes.DeleteAsync(person, item.List.Id, item.Object, cancel);

    public Task<WriteStatus> MoveAsync(SignedInPerson person, TodoItem item, CollectionId list, CancellationToken cancel) => writes.MoveAsync(person, item.List.Id, item.Name, list, cancel);

    public Task<WriteStatus> UndoAsync(SignedInPerson person, ObjectUndo undo, CancellationToken cancel) => writes.UndoAsync(person, undo, cancel);
}
