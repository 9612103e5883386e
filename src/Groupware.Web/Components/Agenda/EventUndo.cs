using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Storage.Collections;

namespace Groupware.Web.Components.Agenda;

/// <summary>The one step back of a change.</summary>
/// <param name="Before">The text it had; null: there was none, undo deletes.</param>
/// <param name="ETag">What it has since; null: it was deleted, undo restores.</param>
public sealed record EventUndo(CollectionId Collection, string Name, ReadOnlyMemory<byte>? Before, string? ETag, EventUndo? Also = null);

/// <summary>What became of a change.</summary>
/// <param name="Key">Where the event is now.</param>
public sealed record EventWriteResult(EventWriteStatus Status, EventKey Key = default, EventUndo? Undo = null);

/// <summary>An event read for a form or a card.</summary>
public sealed record StoredEvent(EventKey Key, StoredObject Object, EventForm Form)
{
    public bool Recurring => Form.Repeat is not null || Key.RecurrenceId is not null;
}
