using NodaTime;

namespace Groupware.Storage.People;

/// <summary>Somebody with an account. Never deleted, only disabled: what they wrote keeps its author.</summary>
public sealed class Person
{
    /// <summary>Made by the database; survives every rename.</summary>
    public PersonId Id { get; set; }

    /// <summary>Canonical mail address, lower case; also a row of <see cref="DirectoryAddress"/>.</summary>
    public required string Address { get; set; }

    /// <summary>As others see it.</summary>
    public required string DisplayName { get; set; }

    /// <summary>"en" or "fr".</summary>
    public required string Language { get; set; }

    /// <summary>IANA zone.</summary>
    public required string ZoneId { get; set; }

    /// <summary>May use the Admin area.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>Since when nobody comes in by this account; null while it is open.</summary>
    public Instant? DisabledAt { get; set; }

    /// <summary>Upper limit of the mailbox in bytes; 0 means none.</summary>
    public long QuotaBytes { get; set; }

    /// <summary>Raised with every change of a secret and when the person is disabled: whatever was granted under an older number is void.</summary>
    public int SecretGeneration { get; set; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Last request of a web session, to about five minutes; null if never.</summary>
    public Instant? LastSeenAt { get; set; }
}
