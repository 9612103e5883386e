using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>S3: every route is on the list below, or asks who is there before it does anything.</summary>
public sealed class EveryRouteTests : IDisposable
{
    // what a stranger may see; a new line here needs a reason
    private static readonly string[] Open =
    [
        "/sign-in",                                  // the door
        "/error", "/not-found",                      // pages that say what went wrong, without content
        "/healthz/live", "/healthz/ready",           // for the supervisor of the process
        "/.well-known/caldav", "/.well-known/carddav",   // redirects (RFC 6764, section 5)
        "/dav/{**path}",                             // asks for the password itself (RFC 7617); its tests call every method as a stranger
        // in a frame that gets no cookie: the sealed, short-lived token is the proof
        "/mail/~body/{token}", "/mail/~picture/{token}", "/mail/~remote/{token}",
    ];

    // files of the product itself: style sheets, scripts, fonts, icons
    private static readonly string[] Files = ["/css/", "/js/", "/lib/", "/fonts/", "/icons/", "/_content/", "/_framework/", "/manifest", "/Groupware.Web.", "/favicon", "/service-worker"];

    private readonly string data = Directory.CreateTempSubdirectory("gw-routes-").FullName;
    private readonly WebApplicationFactory<Program> factory;

    public EveryRouteTests() => factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
        .UseSetting("GROUPWARE_DATA", data)
        .UseSetting("GROUPWARE_URL", "http://127.0.0.1:0")
        .UseSetting("MailHost:Enabled", "false")
        .UseSetting("Mail:Imap:Host", "127.0.0.1")
        .UseSetting("Mail:Imap:Port", "1")
        .UseSetting("Mail:Smtp:Host", "127.0.0.1")
        .UseSetting("Mail:Smtp:Port", "1"));

    [Fact]
    public void A_route_that_lets_strangers_in_is_on_the_list()
    {
        var open = Routes().Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(PathOf).Where(p => !Files.Any(f => p.StartsWith(f, StringComparison.Ordinal)));
        Assert.Empty(open.Except(Open, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stranger_gets_no_content_from_any_other_route()
    {
        using var stranger = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Filled(PathOf(route)), UriKind.Relative));
                using var answer = await stranger.SendAsync(request);
                var turnedAway = answer.StatusCode is HttpStatusCode.Unauthorized || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true);
                if (!turnedAway) wrong.Add($"{method} {PathOf(route)}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/dav/")]
    [InlineData("/dav/calendars/alice@example.test/")]
    [InlineData("/dav/principals/alice@example.test/")]
    public async Task DAV_gives_a_stranger_nothing(string path)
    {
        using var stranger = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        foreach (var method in new[] { "GET", "PROPFIND", "REPORT", "PUT", "DELETE" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            using var answer = await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_not_told_to_strangers()
    {
        using var stranger = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await stranger.GetAsync(new Uri("/no/such/page", UriKind.Relative));
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Found });
    }

    public void Dispose()
    {
        factory.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private List<RouteEndpoint> Routes() => [.. factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    private static string Filled(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", "1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
