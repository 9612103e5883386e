using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>The door somebody knocks at.</summary>
public enum SignInProtocol
{
    /// <summary>The browser.</summary>
    Web = SecretProtocols.Web,

    /// <summary>CalDAV and CardDAV.</summary>
    Dav = SecretProtocols.Dav,

    /// <summary>IMAP.</summary>
    Imap = SecretProtocols.Imap,

    /// <summary>Sending by SMTP submission.</summary>
    Submission = SecretProtocols.Submission,

    /// <summary>ManageSieve.</summary>
    Sieve = SecretProtocols.Sieve,
}
