using Groupware.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groupware.Storage;

/// <summary>Registration of the database.</summary>
public static class StorageServices
{
    /// <summary>Adds the contexts of the configured database, the writers and the change feed.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChangeFeed, InProcessChangeFeed>();
        services.AddSingleton(options);
        if (options.Provider == StorageProvider.Postgres)
        {
            services.AddPooledDbContextFactory<PostgresContext>(db => db.UseNpgsql(options.ConnectionString).UseSnakeCaseNamingConvention());
            services.AddSingleton<IDbContextFactory<GroupwareContext>, GroupwareContextFactory<PostgresContext>>();
            services.AddSingleton<IDatabaseWrites, PostgresWrites>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteContext>(db => db.UseSqlite(options.ConnectionString).AddInterceptors(new SqlitePragmas()).UseSnakeCaseNamingConvention());
            services.AddSingleton<IDbContextFactory<GroupwareContext>, GroupwareContextFactory<SqliteContext>>();
            services.AddSingleton<SqliteWrites>();
            services.AddSingleton<IDatabaseWrites>(all => all.GetRequiredService<SqliteWrites>());
        }

        return services;
    }
}
