using System.Text;
using System.Text.Encodings.Web;
using Groupware.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Groupware.Web;

/// <summary>Sign-in of CalDAV and CardDAV clients (RFC 7617), answered from memory once a password was found right.</summary>
internal sealed class BasicAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Credentials credentials)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Basic";
    private SignInOutcome? outcome;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryRead(Request.Headers.Authorization.ToString(), out var name, out var password)) return AuthenticateResult.NoResult();
        outcome = await credentials.VerifyAsync(name, password, SignInProtocol.Dav, Context.Connection.RemoteIpAddress?.ToString() ?? "", Context.RequestAborted);
        return outcome is { Status: SignInStatus.Granted, Person: { } person }
            ? AuthenticateResult.Success(new AuthenticationTicket(PersonPrincipal.Create(person.Id, person.Address, SchemeName, null), SchemeName))
            : AuthenticateResult.Fail("refused");
    }

    /// <summary>401 asks for a password; one that cannot be judged now gets another status, so that a client keeps what it has stored.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        switch (outcome?.Status)
        {
            case SignInStatus.TooManyAttempts:
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Response.Headers.RetryAfter = Math.Ceiling(outcome.RetryAfter?.TotalSeconds ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
            case SignInStatus.StoreUnavailable:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Response.Headers.RetryAfter = "10";
                break;
            case SignInStatus.Disabled:
                Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            default:
                Response.StatusCode = StatusCodes.Status401Unauthorized;
                Response.Headers.WWWAuthenticate = "Basic realm=\"Groupware\", charset=\"UTF-8\"";
                break;
        }

        return Task.CompletedTask;
    }

    internal static bool TryRead(string header, out string name, out string password)
    {
        (name, password) = ("", "");
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length)) return false;
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1) return false;
        (name, password) = (text[..colon], text[(colon + 1)..]);
        return true;
    }
}
