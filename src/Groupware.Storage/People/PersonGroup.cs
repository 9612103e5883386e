using NodaTime;

namespace Groupware.Storage.People;

/// <summary>People who are reached by one address and may be given rights together.</summary>
public sealed class PersonGroup
{
    /// <summary>Made by the database.</summary>
    public long Id { get; set; }

    /// <summary>As people see it.</summary>
    public required string Name { get; set; }

    /// <summary>Main address; also a row of <see cref="DirectoryAddress"/>.</summary>
    public required string Address { get; set; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; set; }
}

/// <summary>A person in a group.</summary>
public sealed class PersonGroupMember
{
    /// <summary>The group.</summary>
    public long GroupId { get; set; }

    /// <summary>The member.</summary>
    public PersonId PersonId { get; set; }
}
