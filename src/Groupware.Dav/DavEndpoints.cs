using System.Text;
using Groupware.Dav.Methods;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.People;
using Groupware.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groupware.Dav;

/// <summary>Every method of WebDAV, CalDAV and CardDAV that is answered, and where.</summary>
public static class DavEndpoints
{
    private static readonly Dictionary<string, Func<DavRequest, Task>> Methods = new(StringComparer.Ordinal)
    {
        ["OPTIONS"] = Groupware.Dav.Methods.Options.HandleAsync,
        ["PROPFIND"] = PropFind.HandleAsync,
        ["PROPPATCH"] = PropPatch.HandleAsync,
        ["MKCALENDAR"] = MkCalendar.HandleAsync,
        ["MKCOL"] = MkCol.HandleAsync,
        ["GET"] = Get.HandleAsync,
        ["HEAD"] = Get.HandleAsync,
        ["PUT"] = Put.HandleAsync,
        ["POST"] = Post.HandleAsync,
        ["DELETE"] = Delete.HandleAsync,
        ["MOVE"] = Move.HandleAsync,
        ["COPY"] = Copy.HandleAsync,
        ["REPORT"] = Report.HandleAsync,
    };

    /// <summary>Maps /dav/ and the well-known addresses (RFC 6764, section 5).</summary>
    public static IEndpointRouteBuilder MapDav(this IEndpointRouteBuilder endpoints)
    {
        var features = endpoints.ServiceProvider.GetRequiredService<DavFeatures>();
        var credentials = endpoints.ServiceProvider.GetRequiredService<Credentials>();
        var logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Groupware.Dav");
        endpoints.Map("/.well-known/caldav", RedirectAsync).AllowAnonymous().DisableAntiforgery();
        endpoints.Map("/.well-known/carddav", RedirectAsync).AllowAnonymous().DisableAntiforgery();
        // the door asks for the password itself: 401 stands at the context path already, since some clients only send it when asked
        endpoints.Map("/dav/{**path}", http => HandleAsync(http, features, credentials, logger)).AllowAnonymous().DisableAntiforgery();
        return endpoints;
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect(DavPath.Root, permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }

    private static async Task HandleAsync(HttpContext http, DavFeatures features, Credentials credentials, ILogger logger)
    {
        try
        {
            if (await SignInAsync(http, credentials) is not { } person) return;
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = features.Calendars.MaxSize + (1 << 20);
            var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
            var path = DavPath.TryParse(target) ?? throw new DavException(StatusCodes.Status404NotFound);
            if (!Methods.TryGetValue(http.Request.Method, out var handle))
            {
                http.Response.Headers.Allow = string.Join(", ", Methods.Keys);
                throw new DavException(StatusCodes.Status405MethodNotAllowed);
            }

            if (!HttpMethods.IsOptions(http.Request.Method)) http.Response.Headers.Vary = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? TimeZoneData.Header : Preferences.Headers;
            http.Response.Headers["DAV"] = Groupware.Dav.Methods.Options.Compliance;
            await handle(new DavRequest(http, person, path, features));
        }
        catch (DavException error) when (!http.Response.HasStarted)
        {
            await DavError.WriteAsync(http.Response, error, http.RequestAborted);
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = error.StatusCode;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // the client went away; there is nobody to answer
        }
        catch (Exception error) when (DatabaseFault.MayPass(error) && !http.Response.HasStarted)
        {
            // nothing was changed; clients keep what they have and come again (RFC 4918, section 11.5, where the disk is full)
            logger.RequestFailed(error, http.Request.Method);
            http.Response.StatusCode = DatabaseFault.IsFull(error) ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "10";
        }
        catch (Exception error)
        {
            logger.RequestFailed(error, http.Request.Method);
            if (http.Response.HasStarted) http.Abort();
            else http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static async Task<SignedInPerson?> SignInAsync(HttpContext http, Credentials credentials)
    {
        if (!TryReadBasic(http.Request.Headers.Authorization.ToString(), out var name, out var secret))
        {
            Challenge(http);
            return null;
        }

        var outcome = await credentials.VerifyAsync(name, secret, SignInProtocol.Dav, http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted);
        if (outcome is { Status: SignInStatus.Granted, Person: { } person }) return person;
        switch (outcome.Status)
        {
            case SignInStatus.TooManyAttempts:
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                http.Response.Headers.RetryAfter = Math.Ceiling(outcome.RetryAfter?.TotalSeconds ?? 30).ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
            case SignInStatus.StoreUnavailable:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = "10";
                break;
            default:
                Challenge(http);
                break;
        }

        return null;
    }

    private static void Challenge(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Groupware\", charset=\"UTF-8\"";
    }

    /// <summary>RFC 7617, section 2.</summary>
    private static bool TryReadBasic(string header, out string name, out string secret)
    {
        (name, secret) = ("", "");
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)) return false;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return false;
        (name, secret) = (pair[..colon], pair[(colon + 1)..]);
        return true;
    }
}
