using Groupware.Collections;

namespace Groupware.Web.Components.Agenda;

/// <summary>What the card of one event says.</summary>
/// <param name="Repeats">The rule as a sentence; null when it does not recur.</param>
/// <param name="Reminder">In words; null: none.</param>
/// <param name="Editable">The person may change and delete it.</param>
public sealed record OpenedEvent(EventKey Key, CollectionView Calendar, string Title, string When, string Place, string Notes, string? Repeats, string? Reminder, bool Private, bool Editable);
