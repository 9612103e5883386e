namespace Groupware.People;

/// <summary>What became of a change of the directory.</summary>
public enum DirectoryOutcome
{
    /// <summary>Done, and in force everywhere in this process; other processes follow within a second or two.</summary>
    Done = 1,

    /// <summary>There is no such person, group, domain or address.</summary>
    NotFound,

    /// <summary>Not a mail address or domain as we accept them.</summary>
    InvalidAddress,

    /// <summary>The domain of the address is not ours.</summary>
    UnknownDomain,

    /// <summary>Somebody has the address, or the domain is there.</summary>
    Taken,

    /// <summary>The domain still holds addresses.</summary>
    InUse,

    /// <summary>Shorter than <see cref="PasswordRules.MinimumLength"/> or longer than <see cref="PasswordRules.MaximumLength"/> characters.</summary>
    PasswordLength,

    /// <summary>Nobody would be left who may use the Admin area.</summary>
    LastAdministrator,

    /// <summary>The name is empty or too long.</summary>
    InvalidName,

    /// <summary>No such time zone.</summary>
    UnknownZone,

    /// <summary>Not a language we speak.</summary>
    UnknownLanguage,

    /// <summary>The main address of a person or group goes only when another takes its place.</summary>
    MainAddress,

    /// <summary>Who asks is no administrator, or not any more.</summary>
    NotAllowed,
}
