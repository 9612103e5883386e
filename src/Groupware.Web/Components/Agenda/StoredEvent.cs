using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Web.Components.Collections;

namespace Groupware.Web.Components.Agenda;

/// <summary>An event read for a form or a card.</summary>
public sealed record StoredEvent(EventKey Key, StoredObject Object, EventForm Form)
{
    public bool Recurring => Form.Repeat is not null || Key.RecurrenceId is not null;
}

/// <summary>What became of a change.</summary>
/// <param name="Key">Where the event is now.</param>
public sealed record EventWriteResult(WriteStatus Status, EventKey Key = default, ObjectUndo? Undo = null);
