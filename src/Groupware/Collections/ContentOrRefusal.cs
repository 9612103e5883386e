using Groupware.Storage.Objects;

namespace Groupware.Collections;

/// <summary>What reading a text gave: its content, or why it is no object of its kind.</summary>
internal readonly record struct ContentOrRefusal(ObjectContent? Content, PutOutcome? Refusal)
{
    public static implicit operator ContentOrRefusal(ObjectContent content) => new(content, null);

    public static implicit operator ContentOrRefusal(PutOutcome refusal) => new(null, refusal);
}
