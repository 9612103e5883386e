using Groupware.Storage;

namespace Groupware.Tests;

/// <summary>The database under the tests of people, drafts and outbox. They run on SQLite here and once more on PostgreSQL, where the integration tests take these same files with an <c>EmptyDatabase</c> of theirs.</summary>
internal static class EmptyDatabase
{
    /// <param name="folder">Where a database that is a file stands.</param>
    public static Task<StorageOptions> MakeAsync(string folder) => Task.FromResult(new StorageOptions { ConnectionString = "Data Source=" + Path.Combine(folder, "groupware.db") });
}
