using System.Globalization;
using System.Security.Claims;
using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>
/// The identity of a request: only who, and by which session. Name, language and rights are looked up each time, so that a change of them
/// is in force at once.
/// </summary>
public static class PersonPrincipal
{
    private const string Session = "session";

    /// <summary>An identity for the person.</summary>
    /// <param name="person">Who.</param>
    /// <param name="address">Shown in logs.</param>
    /// <param name="scheme">How they came in.</param>
    /// <param name="sessionId">The web session; null without one.</param>
    public static ClaimsPrincipal Create(PersonId person, string address, string scheme, string? sessionId)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Value.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, address));
        if (sessionId is not null) identity.AddClaim(new Claim(Session, sessionId));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Whose identity it is; null for nobody's.</summary>
    public static PersonId? IdOf(ClaimsPrincipal? principal) =>
        principal?.Identity?.IsAuthenticated == true && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new PersonId(id)
            : null;

    /// <summary>The web session; null without one.</summary>
    public static string? SessionOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Session);
}
