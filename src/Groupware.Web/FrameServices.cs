using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Shared;
using Groupware.Web.Security;
using MudBlazor;
using MudBlazor.Services;

namespace Groupware.Web;

/// <summary>What every page of the suite stands in: frame, texts, theme, the browser's rules, error pages.</summary>
internal static class FrameServices
{
    public static IServiceCollection AddFrame(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitMaxRetained = 600;
            options.DetailedErrors = false;
        });
        services.AddMudServices(options => options.PopoverOptions.Duration = TimeSpan.FromMilliseconds(140));
        MudGlobal.TooltipDefaults.Delay = TimeSpan.FromMilliseconds(500);
        MudGlobal.TooltipDefaults.Duration = TimeSpan.FromMilliseconds(80);
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.TryAddTimeProvider();
        services.AddSingleton<SiteName>();
        services.AddScoped<FirstPicture>().AddScoped<Appearance>().AddScoped<PersonalFormat>();
        services.AddScoped<Toasts>().AddScoped<DatabaseGuard>().AddScoped<KeyboardMap>().AddScoped<SearchBox>().AddScoped<LiveStatus>().AddScoped<Badges>();
        return services;
    }

    /// <summary>Before everything that answers: the rules, then pages for errors where a person looks at them.</summary>
    public static WebApplication UseFrame(this WebApplication app)
    {
        app.UseMiddleware<ContentSecurity>();
        app.Use(KeepVersionedFilesAsync);
        app.UseWhen(IsPage, page =>
        {
            page.UseExceptionHandler("/error", createScopeForErrors: true);
            page.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
        app.UseRouting();   // after the two, so that the error page's path is routed again
        return app;
    }

    /// <summary>The front page is the inbox.</summary>
    public static WebApplication MapFrame(this WebApplication app)
    {
        app.MapGet("/", () => Results.LocalRedirect("/mail"));
        return app;
    }

    // a package's file has its version in the address (App.razor): a browser that has it need not ask again
    private static Task KeepVersionedFilesAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/_content", StringComparison.Ordinal) && context.Request.Query.ContainsKey("v"))
        {
            context.Response.OnStarting(static state =>
            {
                var response = ((HttpContext)state).Response;
                if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified) response.Headers.CacheControl = "max-age=31536000, immutable";
                return Task.CompletedTask;
            }, context);
        }
        return next(context);
    }

    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) &&
        !context.Request.Path.StartsWithSegments("/dav", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static void TryAddTimeProvider(this IServiceCollection services) =>
        Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAddSingleton(services, TimeProvider.System);
}
