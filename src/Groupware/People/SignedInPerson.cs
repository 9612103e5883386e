using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>Who is asking: every feature call that reads or writes a person's things takes one.</summary>
/// <param name="Id">Immutable id.</param>
/// <param name="Address">Canonical mail address, lower case.</param>
/// <param name="DisplayName">As others see it.</param>
/// <param name="Language">"en" or "fr".</param>
/// <param name="ZoneId">IANA zone the person lives in.</param>
/// <param name="IsAdministrator">May use the Admin area.</param>
public sealed record SignedInPerson(PersonId Id, string Address, string DisplayName, string Language, string ZoneId, bool IsAdministrator);
