namespace Groupware.Formats.ContentLines;

/// <summary>One parameter of a content line, decoded.</summary>
/// <param name="Name">As written; compared without regard to case. Of a bare word (vCard 2.1: <c>TEL;HOME:</c>) the word itself.</param>
/// <param name="Values">Unquoted and decoded (RFC 6868); empty for a bare word.</param>
public sealed record Parameter(string Name, IReadOnlyList<string> Values)
{
    /// <summary>The first value, or the empty text for a bare word.</summary>
    public string Value => Values.Count > 0 ? Values[0] : "";

    /// <summary>Where it stands in the line's unfolded octets: from its name to before the next semicolon or colon.</summary>
    internal Range Octets { get; init; }

    /// <summary>Whether it is called so.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
