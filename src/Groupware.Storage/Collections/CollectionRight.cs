using Groupware.Storage.People;

namespace Groupware.Storage.Collections;

/// <summary>What a person other than the owner may do with a collection. Groups are already expanded: one look-up a request.</summary>
public sealed class CollectionRight
{
    /// <summary>Of which collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>For whom.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>Never <see cref="AccessLevel.None"/>: no row is none.</summary>
    public AccessLevel Level { get; set; }
}
