namespace Groupware.People;

/// <summary>What a sign-in came to.</summary>
/// <param name="Status">In or why not.</param>
/// <param name="Person">Who; set when granted.</param>
/// <param name="RetryAfter">With <see cref="SignInStatus.TooManyAttempts"/>: when it is worth trying again.</param>
/// <param name="Fault">With <see cref="SignInStatus.StoreUnavailable"/> and an external mail host: what is wrong with it.</param>
public sealed record SignInOutcome(SignInStatus Status, SignedInPerson? Person, TimeSpan? RetryAfter, MailHostFault? Fault = null)
{
    internal static SignInOutcome Granted(SignedInPerson person) => new(SignInStatus.Granted, person, null);

    internal static SignInOutcome Refused(SignInStatus status) => new(status, null, null);
}

/// <summary>What a sign-in comes to.</summary>
public enum SignInStatus
{
    /// <summary>In.</summary>
    Granted = 1,

    /// <summary>No such name, or not its password, or not one for this door.</summary>
    WrongPassword,

    /// <summary>The password is right and the account is closed.</summary>
    Disabled,

    /// <summary>Too many wrong passwords for this account or from this address; nothing was looked at.</summary>
    TooManyAttempts,

    /// <summary>The database or the mail host that decides does not answer; the password may be right.</summary>
    StoreUnavailable,
}

/// <summary>Why an external mail host could not be asked.</summary>
public enum MailHostFault
{
    /// <summary>Nothing listens there.</summary>
    Refused = 1,

    /// <summary>The certificate is not valid for the host.</summary>
    WrongCertificate,

    /// <summary>It does not speak TLS on this port: the settings say implicit TLS where there is STARTTLS or none.</summary>
    NoEncryption,

    /// <summary>It offers no way to sign in with a password on this connection.</summary>
    NoAuthentication,

    /// <summary>It does not answer in time.</summary>
    Timeout,

    /// <summary>The connection broke, or what came was no IMAP.</summary>
    Broken,
}
