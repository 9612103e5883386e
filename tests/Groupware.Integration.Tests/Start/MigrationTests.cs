using System.Data.Common;
using Groupware.Storage;
using Groupware.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Groupware.Integration.Tests.Start;

/// <summary>A migration that fails in the middle leaves the database as it was, and works once its cause is gone.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gw-").FullName;

    [Theory]
    [EachDatabase]
    public async Task Nothing_half_made_is_left(Database database)
    {
        var options = await OptionsAsync(database);
        await ExecuteAsync(options, "create table web_session (theirs integer)");
        var fault = await Assert.ThrowsAsync<DatabaseStartupException>(() => PrepareAsync(options));
        Assert.Contains("web_session", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal(["web_session"], await TablesAsync(options));

        await ExecuteAsync(options, "drop table web_session");
        await PrepareAsync(options);
        var tables = await TablesAsync(options);
        Assert.All(["collection", "object", "web_session", "person_group_member"], name => Assert.Contains(name, tables));
    }

    /// <summary>A process killed while it migrates leaves EF Core's lock in a SQLite file.</summary>
    [Fact]
    public async Task What_a_killed_start_left_is_no_obstacle()
    {
        var options = await OptionsAsync(Database.Sqlite);
        await ExecuteAsync(options, """create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null)""");
        await ExecuteAsync(options, """insert into "__EFMigrationsLock" values (1, '2026-01-01 00:00:00')""");
        await PrepareAsync(options).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("collection", await TablesAsync(options));
    }

    [Fact]
    public async Task Two_processes_at_once_make_it_once()
    {
        var options = await OptionsAsync(Database.Sqlite);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PrepareAsync(options))));
        Assert.Contains("collection", await TablesAsync(options));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrepareAsync(StorageOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStorage(options);
        await using var provider = services.BuildServiceProvider();
        await DatabaseStartup.PrepareAsync(provider.GetRequiredService<IDbContextFactory<GroupwareContext>>(), options, TestContext.Current.CancellationToken);
    }

    private async Task<StorageOptions> OptionsAsync(Database database) => database == Database.Postgres
        ? new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = await PostgresServer.NewDatabaseAsync() }
        : new StorageOptions { ConnectionString = "Data Source=" + Path.Combine(folder, "groupware.db") };

    private static DbConnection Connection(StorageOptions options) =>
        options.Provider == StorageProvider.Postgres ? new NpgsqlConnection(options.ConnectionString) : new SqliteConnection(options.ConnectionString);

    private static async Task ExecuteAsync(StorageOptions options, string sql)
    {
        await using var connection = Connection(options);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Without EF Core's own.</summary>
    private static async Task<IReadOnlyList<string>> TablesAsync(StorageOptions options)
    {
        await using var connection = Connection(options);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = options.Provider == StorageProvider.Postgres
            ? "select table_name from information_schema.tables where table_schema = 'public' and table_name not like '\\_\\_%' order by 1"
            : "select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' and name not like 'sqlite%' order by 1";
        var names = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }
}
