using Groupware.Storage.People;

namespace Groupware.Storage.Collections;

/// <summary>How one person likes to see a collection: hidden, in another colour or place. No row: as its owner set it.</summary>
public sealed class CollectionDisplay
{
    /// <summary>Which collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>Who looks.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>Switched off in the person's list.</summary>
    public bool Hidden { get; set; }

    /// <summary>Null: the collection's own.</summary>
    public string? Color { get; set; }

    /// <summary>Null: the collection's own.</summary>
    public int? SortOrder { get; set; }
}
