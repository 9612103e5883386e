using System.Globalization;
using Groupware.People;
using Groupware.Web.Components.Admin;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace Groupware.Web;

/// <summary>Who may come in to the web, and in which language: cookie, policies, antiforgery. DAV asks for its password itself.</summary>
internal static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<SessionCookie>();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme).Configure<SessionCookie>((options, cookie) =>
        {
            options.EventsType = typeof(SessionCookie);
            options.CookieManager = cookie;
            options.Cookie.Name = "groupware";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromDays(30); // the session in the database ends earlier
            options.SlidingExpiration = true;
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(AdministratorRequirement.Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement()));
        services.AddSingleton<IAuthorizationHandler, AdministratorHandler>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<SessionAuthenticationStateProvider>();
        services.AddScoped<AuthenticationStateProvider>(s => s.GetRequiredService<SessionAuthenticationStateProvider>());
        services.AddScoped<CurrentPerson>();
        services.AddScoped<DirectoryDoor>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "groupware-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.HeaderName = "RequestVerificationToken";
            options.SuppressXFrameOptionsHeader = true; // the policy's frame-ancestors says it
        });
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [.. Persons.Languages.Select(l => CultureInfo.GetCultureInfo(PersonCulture.CultureOf(l)))];
            options.SupportedUICultures = [.. Persons.Languages.Select(CultureInfo.GetCultureInfo)];
            options.SetDefaultCulture("en-GB");
            options.RequestCultureProviders = [new PersonCulture()];
        });
        return services;
    }

    /// <summary>After routing, before everything that answers.</summary>
    public static WebApplication UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<CrossSiteGuard>();
        return app;
    }

    public static WebApplication MapSignIn(this WebApplication app)
    {
        app.MapPost("/sign-out", SignOutAsync);
        return app;
    }

    /// <summary>Where to go after signing in: only a path of our own, never another site.</summary>
    public static string LocalPath(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal)
        && !returnUrl.Any(char.IsControl) && !returnUrl.StartsWith("/sign-in", StringComparison.Ordinal)
            ? returnUrl
            : "/";

    /// <summary>Ends the session on the server and clears what the browser kept of it.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, WebSessions sessions)
    {
        if (PersonPrincipal.SessionOf(context.User) is { } id) await sessions.EndAsync(id, CancellationToken.None);
        await context.SignOutAsync(SessionCookie.Scheme);
        context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        return Results.LocalRedirect("/sign-in");
    }
}
