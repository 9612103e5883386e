using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Collections;

/// <summary>Registration of what calendars and address books share.</summary>
public static class CollectionServices
{
    /// <summary>Adds the directory of collections and their properties.</summary>
    public static IServiceCollection AddCollections(this IServiceCollection services) => services.AddSingleton<CollectionDirectory>().AddSingleton<CollectionProperties>().AddHostedService<RetentionJob>();
}
