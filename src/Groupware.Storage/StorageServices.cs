using Groupware.Storage.Changes;
using Groupware.Storage.Objects;
using Groupware.Storage.Objects.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Groupware.Storage;

/// <summary>Registration of the database.</summary>
public static class StorageServices
{
    /// <summary>Adds the contexts of the configured database, the writers and the change feed.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(all => new ObjectReader(all.GetRequiredService<IObjectConnections>()));
        return options.Provider == StorageProvider.Postgres ? services.AddPostgres(options) : services.AddSqlite(options);
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions options)
    {
        var connectionString = new SqliteConnectionStringBuilder(options.ConnectionString) { DefaultTimeout = (int)options.LockWait.TotalSeconds }.ConnectionString;
        services.AddPooledDbContextFactory<SqliteContext>(db => db.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas()).UseSnakeCaseNamingConvention());
        services.AddSingleton<IDbContextFactory<GroupwareContext>, GroupwareContextFactory<SqliteContext>>();
        services.AddSingleton<IObjectConnections>(new SqliteObjectConnections(connectionString));
        services.AddSingleton<SqliteWrites>();
        services.AddSingleton<IDatabaseWrites>(all => all.GetRequiredService<SqliteWrites>());
        services.AddSingleton<IObjectWriter, SqliteObjectWriter>();
        services.TryAddSingleton<IChangeFeed, InProcessChangeFeed>();
        return services;
    }

    private static IServiceCollection AddPostgres(this IServiceCollection services, StorageOptions options)
    {
        // auto-prepare is off by default and doubles everything that is asked again and again
        var connectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { MaxAutoPrepare = 60, AutoPrepareMinUsages = 2 }.ConnectionString;
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddPooledDbContextFactory<PostgresContext>((all, db) => db.UseNpgsql(all.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention());
        services.AddSingleton<IDbContextFactory<GroupwareContext>, GroupwareContextFactory<PostgresContext>>();
        services.AddSingleton<IObjectConnections, PostgresObjectConnections>();
        services.AddSingleton<IDatabaseWrites, PostgresWrites>();
        services.AddSingleton<IObjectWriter, PostgresObjectWriter>();
        services.AddSingleton<PostgresChangeFeed>();
        services.AddSingleton<IChangeFeed>(all => all.GetRequiredService<PostgresChangeFeed>());
        services.AddHostedService(all => all.GetRequiredService<PostgresChangeFeed>());
        return services;
    }
}
