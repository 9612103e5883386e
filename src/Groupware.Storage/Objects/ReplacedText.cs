using Groupware.Storage.Collections;

namespace Groupware.Storage.Objects;

/// <summary>The text a change replaced or deleted, kept for undo for as long as the change log is; apart, so that the log stays small.</summary>
public sealed class ReplacedText
{
    /// <summary>Which collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>The change that did away with it.</summary>
    public long Token { get; set; }

    /// <summary>The text before.</summary>
    public byte[] Body { get; set; } = [];
}
