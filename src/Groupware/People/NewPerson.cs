namespace Groupware.People;

/// <summary>A person to be made.</summary>
/// <param name="Address">Canonical address; its domain must be ours.</param>
/// <param name="DisplayName">Empty takes what stands before the "@".</param>
/// <param name="Password">Null makes a person who cannot sign in by password yet.</param>
/// <param name="Language">"en" or "fr".</param>
/// <param name="ZoneId">IANA zone.</param>
/// <param name="IsAdministrator">May use the Admin area.</param>
/// <param name="QuotaBytes">0 means no limit.</param>
/// <param name="AnyPassword">Takes a password of any length: for the demo's well-known one, which opens doors on loopback only.</param>
public sealed record NewPerson(
    string Address, string DisplayName, string? Password, string Language = "en", string ZoneId = PeopleOptions.UsualTimeZone, bool IsAdministrator = false,
    long QuotaBytes = 0, bool AnyPassword = false);

/// <summary>What is to change about a person; null leaves it.</summary>
public sealed record PersonChange(string? DisplayName = null, string? Language = null, string? ZoneId = null, bool? IsAdministrator = null, long? QuotaBytes = null, string? Address = null);
