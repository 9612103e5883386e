using Groupware.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Groupware.Web;

/// <summary>
/// The cookie of a signed-in browser: it only names a session of the database, which is asked with every request. HttpOnly, SameSite=Lax, and with
/// TLS Secure and <c>__Host-</c>, so that no neighbouring host can set it.
/// </summary>
internal sealed class SessionCookie(WebSessions sessions) : CookieAuthenticationEvents, ICookieManager
{
    public const string Scheme = "Session";
    private const string MailKey = "mail-key";
    private readonly ChunkingCookieManager cookies = new();

    /// <summary>Lets the browser in: begins the session and writes the cookie.</summary>
    public static async Task BeginAsync(HttpContext context, WebSessions sessions, SignedInPerson person, bool remember, (string UserName, string Password)? mailSecret, CancellationToken cancel)
    {
        var session = await sessions.BeginAsync(person.Id, remember, context.Request.Headers.UserAgent.ToString(), context.Connection.RemoteIpAddress?.ToString() ?? "", mailSecret, cancel);
        var properties = new AuthenticationProperties { IsPersistent = remember };
        if (session.MailKey is { } key) properties.Items[MailKey] = Convert.ToBase64String(key);
        await context.SignInAsync(Scheme, PersonPrincipal.Create(person.Id, person.Address, Scheme, session.Id), properties);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        byte[]? key = null;
        if (context.Properties.Items.TryGetValue(MailKey, out var text) && text is not null) key = Convert.FromBase64String(text);
        if (PersonPrincipal.SessionOf(context.Principal) is { } id && await sessions.CheckAsync(id, key, context.HttpContext.RequestAborted) is not null) return;
        context.RejectPrincipal();
        cookies.DeleteCookie(context.HttpContext, NameFor(context.HttpContext), context.Options.Cookie.Build(context.HttpContext));
    }

    /// <summary>A page goes to the sign-in page and comes back; a script's request gets 401 and decides itself.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsPage(context.Request)) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound; // what one may not see does not exist
        return Task.CompletedTask;
    }

    string? ICookieManager.GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, NameFor(context));

    void ICookieManager.AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => cookies.AppendResponseCookie(context, NameFor(context), value, options);

    void ICookieManager.DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, NameFor(context), options);

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? "__Host-groupware" : "groupware";

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && (request.Headers["Sec-Fetch-Mode"].ToString() is "navigate" || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));
}
