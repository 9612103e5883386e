using Microsoft.AspNetCore.Antiforgery;

namespace Groupware.Web;

/// <summary>
/// No other site may act with a browser's cookie: whatever changes something, and every WebSocket, must come from our own pages. Browsers say so
/// in <c>Sec-Fetch-Site</c> or <c>Origin</c>; who sends neither must bring the antiforgery token. Holds for every route, those to come included.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && context.Request.Path == "/sign-in")
        {
            context.Response.Redirect("/sign-in" + context.Request.QueryString); // the page was open too long: a new one, with a new token
            return;
        }

        if (NeedsProof(context) && !await IsOursAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    private static bool NeedsProof(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true, AuthenticationType: SessionCookie.Scheme }) return false;
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        return !reads || OpensWebSocket(context.Request);
    }

    // by what the browser sends: context.WebSockets knows only behind UseWebSockets, which each hub brings itself, after us
    private static bool OpensWebSocket(HttpRequest request) =>
        HttpMethods.IsConnect(request.Method)
        || request.Headers.Upgrade.Any(static upgrade => upgrade?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true);

    private async Task<bool> IsOursAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site == "same-origin";
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin) return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return OpensWebSocket(request) || await antiforgery.IsRequestValidAsync(context);
    }
}
