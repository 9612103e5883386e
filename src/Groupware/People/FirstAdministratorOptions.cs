namespace Groupware.People;

/// <summary>Settings under <c>Admin</c>: the first administrator of an empty directory.</summary>
public sealed class FirstAdministratorOptions
{
    /// <summary>Address; empty makes nobody. With an external mail host: whoever signs in with it is administrator.</summary>
    public string Address { get; set; } = "";

    /// <summary>Password; unused with an external mail host.</summary>
    public string Password { get; set; } = "";

    /// <summary>Name; empty takes what stands before the "@".</summary>
    public string Name { get; set; } = "";
}
