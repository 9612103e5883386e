namespace Groupware.People;

/// <summary>Where a message for an address goes.</summary>
/// <param name="Kind">What the address is.</param>
/// <param name="Mailboxes">Canonical addresses of the people who get it. Closed accounts still receive; a group passes them over.</param>
/// <param name="IsCanonical">The address is the person's canonical one (perhaps with a "+tag"), not an alias.</param>
public sealed record RecipientResolution(RecipientKind Kind, IReadOnlyList<string> Mailboxes, bool IsCanonical);

/// <summary>Where a message for an address goes.</summary>
public enum RecipientKind
{
    /// <summary>The domain is not ours.</summary>
    Foreign = 1,

    /// <summary>The domain is ours and nobody has the address.</summary>
    Unknown,

    /// <summary>A person's mailbox.</summary>
    Person,

    /// <summary>Every member of a group.</summary>
    Group,
}
