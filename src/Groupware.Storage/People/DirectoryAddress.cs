namespace Groupware.Storage.People;

/// <summary>One address of the directory, of a person or of a group. One table for all, so that its key keeps an address from being given twice.</summary>
public sealed class DirectoryAddress
{
    /// <summary>Lower case, without a "+tag".</summary>
    public required string Address { get; set; }

    /// <summary>Whose mailbox; null when it is a group's.</summary>
    public PersonId? PersonId { get; set; }

    /// <summary>Which group; null when it is a person's.</summary>
    public long? GroupId { get; set; }
}
