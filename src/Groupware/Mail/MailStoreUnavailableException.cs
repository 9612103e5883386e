namespace Groupware.Mail;

/// <summary>The mail store cannot be reached, or ended the connection. It is tried again by itself; see <see cref="Mailboxes.MailboxSession.Connection"/>.</summary>
public sealed class MailStoreUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    public MailStoreUnavailableException(MailStoreFault fault, Exception? cause)
        : base($"The mail store is not available: {fault}.", cause) => Fault = fault;

    /// <summary>What kept us out.</summary>
    public MailStoreFault Fault { get; }
}

/// <summary>What keeps us out of a mail store.</summary>
public enum MailStoreFault
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Nobody listens, or the host is not known.</summary>
    Unreachable = 1,

    /// <summary>The certificate is wrong, or TLS is not offered.</summary>
    Insecure = 2,

    /// <summary>The store refuses the account.</summary>
    SignInRefused = 3,

    /// <summary>The connection broke or answered against the protocol.</summary>
    Broken = 4,

    /// <summary>No answer in time.</summary>
    Timeout = 5,
}
