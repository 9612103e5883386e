using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Groupware.Web.Start;

/// <summary>A reverse proxy says who really asks and by which scheme; only the named proxies are believed.</summary>
internal static class Forwarding
{
    public static void AddForwarding(this IServiceCollection services, IReadOnlyList<IPAddress>? proxies) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.ForwardedHeaders = proxies is null ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in proxies ?? []) options.KnownProxies.Add(proxy);
    });
}
