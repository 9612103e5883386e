namespace Groupware.Mail.Reading;

/// <summary>A name and an address as they stand in a header, in one line each. Nothing about them is verified.</summary>
/// <param name="Name">Empty when there is none.</param>
/// <param name="Address">Empty for an entry without one.</param>
public readonly record struct MailPerson(string Name, string Address)
{
    /// <summary>The display name; empty, never null, in the default value too, which stands for a header without anybody.</summary>
    public string Name { get => field ?? ""; init; } = Name;

    /// <summary>The address; empty, never null.</summary>
    public string Address { get => field ?? ""; init; } = Address;

    /// <summary>The name, else the address.</summary>
    public string Shown => Name.Length > 0 ? Name : Address;
}
