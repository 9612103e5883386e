using NodaTime;

namespace Groupware.Storage.People;

/// <summary>Something a person proves to be themselves with. A person may have several, each good for some protocols only.</summary>
public sealed class PersonSecret
{
    /// <summary>Made by the database.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>Chosen by a human or made by us.</summary>
    public SecretKind Kind { get; set; }

    /// <summary>What the person calls it ("Phone"); empty for the password.</summary>
    public string Label { get; set; } = "";

    /// <summary>Where it lets in.</summary>
    public SecretProtocols Protocols { get; set; }

    /// <summary>PHC string: <c>$argon2id$v=19$m=…,t=…,p=…$salt$hash</c>, or <c>$sha256$hash</c> for a secret of 128 random bits or more.</summary>
    public required string Hash { get; set; }

    /// <summary>When it was set.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Since when it is void; null while it is good.</summary>
    public Instant? RevokedAt { get; set; }
}

/// <summary>What kind of secret.</summary>
public enum SecretKind
{
    /// <summary>Typed by the person.</summary>
    Password = 1,

    /// <summary>Random, for one application or device.</summary>
    AppPassword = 2,
}

/// <summary>The doors a secret opens.</summary>
[Flags]
public enum SecretProtocols
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The browser.</summary>
    Web = 1,

    /// <summary>CalDAV and CardDAV.</summary>
    Dav = 2,

    /// <summary>IMAP.</summary>
    Imap = 4,

    /// <summary>Sending by SMTP submission.</summary>
    Submission = 8,

    /// <summary>ManageSieve.</summary>
    Sieve = 16,

    /// <summary>Every door.</summary>
    All = Web | Dav | Imap | Submission | Sieve,
}
