namespace Groupware.Storage.Collections;

/// <summary>A calendar, a task list or an address book.</summary>
public readonly record struct CollectionId(long Value);
