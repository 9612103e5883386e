using Groupware.Storage;
using Groupware.Testing;

namespace Groupware.Tests;

/// <summary>Lets the tests of people, drafts and outbox run on PostgreSQL: they are those of the unit tests, compiled into this project as well.</summary>
internal static class EmptyDatabase
{
    /// <param name="folder">Not used: the database is a server's.</param>
    public static async Task<StorageOptions> MakeAsync(string folder) => new() { Provider = StorageProvider.Postgres, ConnectionString = await PostgresServer.NewDatabaseAsync() };
}
