namespace Groupware.Mail.Lists;

/// <summary>The order of a list.</summary>
/// <param name="By">What decides.</param>
/// <param name="Descending">Largest or newest first.</param>
public readonly record struct MessageSort(MessageSortField By, bool Descending)
{
    /// <summary>Newest first.</summary>
    public static MessageSort Newest { get; } = new(MessageSortField.Date, true);

    /// <summary>The direction people expect first: newest and largest, but A to Z.</summary>
    public static MessageSort Usual(MessageSortField by) => new(by, by is MessageSortField.Date or MessageSortField.Size);
}

/// <summary>What a list can be ordered by.</summary>
public enum MessageSortField
{
    /// <summary>When it came in (INTERNALDATE, which a move keeps).</summary>
    Date = 0,

    /// <summary>First address of From.</summary>
    Sender = 1,

    /// <summary>Base subject (RFC 5256, section 2.1).</summary>
    Subject = 2,

    /// <summary>Octets.</summary>
    Size = 3,
}
