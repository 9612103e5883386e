using NodaTime;

namespace Groupware.Storage.People;

/// <summary>One sign-in of a browser. The cookie names it; without this row the cookie is worth nothing.</summary>
public sealed class WebSession
{
    /// <summary>128 random bits in hex.</summary>
    public required string Id { get; set; }

    /// <summary>Who signed in.</summary>
    public PersonId PersonId { get; set; }

    /// <summary><see cref="Person.SecretGeneration"/> at sign-in: another number means another password since.</summary>
    public int SecretGeneration { get; set; }

    /// <summary>When it began.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Last request, to about five minutes.</summary>
    public Instant LastSeenAt { get; set; }

    /// <summary>When it ends by itself.</summary>
    public Instant ExpiresAt { get; set; }

    /// <summary>What the browser calls itself, cut to 200 characters.</summary>
    public string Browser { get; set; } = "";

    /// <summary>Where it came from at sign-in.</summary>
    public string RemoteAddress { get; set; } = "";

    /// <summary>
    /// Name and password for an external mail host, sealed with a key that only the browser's cookie carries; null with the own mail host.
    /// Nonce (12 bytes), cipher text, tag (16 bytes); AES-256-GCM.
    /// </summary>
    public byte[]? SealedMailSecret { get; set; }
}
