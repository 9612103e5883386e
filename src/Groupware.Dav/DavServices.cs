using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Dav;

/// <summary>Registration of DAV.</summary>
public static class DavServices
{
    /// <summary>Adds what <see cref="DavEndpoints.MapDav"/> needs.</summary>
    public static IServiceCollection AddDav(this IServiceCollection services) => services.AddSingleton<DavFeatures>();
}
