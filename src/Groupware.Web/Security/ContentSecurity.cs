using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Groupware.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Groupware.Web.Security;

/// <summary>
/// The browser's rules for our pages: one Content Security Policy and its companions on every answer. An endpoint that serves something
/// else (the body of a mail) writes its own policy over it.
/// </summary>
internal sealed partial class ContentSecurity(RequestDelegate next, IServiceScopeFactory scopes, ILoggerFactory logs)
{
    private static readonly object NonceKey = new();
    private Task<string>? styles;

    /// <summary>The number that lets the import map of this answer run; null when the middleware is not in the way (tests of a component).</summary>
    public static string? NonceOf(HttpContext context) => context.Items[NonceKey] as string;

    public async Task InvokeAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src-elem 'self'{await StylesAsync()}; style-src-attr 'unsafe-inline'; " +
            "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; " +
            "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        await next(context);
    }

    // a failed attempt fails its own answers only: the next request makes another
    private Task<string> StylesAsync()
    {
        var known = styles;
        return known is null or { IsFaulted: true } or { IsCanceled: true } ? styles = StyleHashesAsync(scopes, logs) : known;
    }

    // MudThemeProvider writes <style> elements that are the same for everybody, light and dark: their hashes are known at the first
    // request, so that no other inline style may stand in a page.
    private static async Task<string> StyleHashesAsync(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var hashes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var dark in (bool[])[false, true])
        {
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(MudThemeProvider.Theme)] = GroupwareTheme.Theme,
                    [nameof(MudThemeProvider.IsDarkMode)] = dark,
                    [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
                });
                return (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString();
            });
            foreach (Match style in StyleElement().Matches(html)) hashes.Add($" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.Groups["css"].Value)))}'");
        }

        return string.Concat(hashes);
    }

    [GeneratedRegex("<style[^>]*>(?<css>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StyleElement();
}
