using Groupware.Storage.Collections;

namespace Groupware.Web.Components.Collections;

/// <summary>The one step back of a change of a calendar object.</summary>
/// <param name="Before">The text it had; null: there was none, undo deletes.</param>
/// <param name="ETag">What it has since; null: it was deleted, undo restores.</param>
/// <param name="Also">A second object that the same change made.</param>
public sealed record ObjectUndo(CollectionId Collection, string Name, ReadOnlyMemory<byte>? Before, string? ETag, ObjectUndo? Also = null);
