using Groupware.Storage.People;
using NodaTime;

namespace Groupware.People;

/// <summary>A person as the directory shows them.</summary>
/// <param name="Id">Immutable id.</param>
/// <param name="Address">Canonical mail address, lower case.</param>
/// <param name="DisplayName">As others see it.</param>
/// <param name="Language">"en" or "fr".</param>
/// <param name="ZoneId">IANA zone.</param>
/// <param name="IsAdministrator">May use the Admin area.</param>
/// <param name="DisabledAt">Since when the account is closed; null while it is open.</param>
/// <param name="QuotaBytes">Upper limit of the mailbox in bytes; 0 means none.</param>
/// <param name="SecretGeneration">Raised when what was granted before is void.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Aliases">Further addresses, in order, without the canonical one.</param>
public sealed record PersonView(
    PersonId Id, string Address, string DisplayName, string Language, string ZoneId, bool IsAdministrator, Instant? DisabledAt,
    long QuotaBytes, int SecretGeneration, Instant CreatedAt, IReadOnlyList<string> Aliases)
{
    /// <summary>Nobody comes in by this account.</summary>
    public bool Disabled => DisabledAt is not null;

    /// <summary>The person as one who acts.</summary>
    public SignedInPerson ToSignedIn() => new(Id, Address, DisplayName, Language, ZoneId, IsAdministrator);
}

/// <summary>A group and who is in it.</summary>
/// <param name="Id">Immutable id.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Address">Main address, lower case.</param>
/// <param name="Aliases">Further addresses.</param>
/// <param name="Members">By name.</param>
public sealed record GroupView(long Id, string Name, string Address, IReadOnlyList<string> Aliases, IReadOnlyList<PersonId> Members);

/// <summary>A domain and how many addresses stand in it.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="People">People whose canonical address is in it.</param>
/// <param name="Addresses">All addresses in it, aliases and groups included.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record DomainView(string Name, int People, int Addresses, Instant CreatedAt);
