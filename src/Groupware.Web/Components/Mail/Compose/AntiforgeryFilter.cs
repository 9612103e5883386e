using Microsoft.AspNetCore.Antiforgery;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>State-changing JSON routes ask for the antiforgery token in a header; a page of another site cannot read it.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || await antiforgery.IsRequestValidAsync(http)) return await next(context);
        http.Response.Headers["X-Refused"] = "antiforgery";   // the script then fetches another token
        return TypedResults.BadRequest();
    }
}
