namespace Groupware.People;

/// <summary>Settings under <c>Directory</c>.</summary>
public sealed class PeopleOptions
{
    /// <summary>Who decides who may come in.</summary>
    public DirectorySource Source { get; set; } = DirectorySource.Database;

    /// <summary>Domain of people who sign in without one; empty: our only domain, or with an external host its name.</summary>
    public string DefaultDomain { get; set; } = "";

    /// <summary>IANA zone of a new person for whom nobody chose one: nearly everybody of an installation lives in one zone.</summary>
    public string TimeZone { get; set; } = UsualTimeZone;

    /// <summary>Where the setting is missing: the suite was first made for companies on the clock of Paris, Brussels and Berlin.</summary>
    public const string UsualTimeZone = "Europe/Paris";
}

/// <summary>Where passwords are.</summary>
public enum DirectorySource
{
    /// <summary>In the suite's database.</summary>
    Database = 1,

    /// <summary>With an existing IMAP host: whoever it lets in is let in, and gets an account at the first sign-in.</summary>
    Imap = 2,
}

/// <summary>How the suite opens mailboxes of its own mail host without anybody's password; filled in by the mail host.</summary>
public sealed class MasterUserOptions
{
    /// <summary>Name of the master user.</summary>
    public string UserName { get; set; } = "suite";

    /// <summary>Its password, random, made anew or kept in the data folder.</summary>
    public string Secret { get; set; } = "";
}
