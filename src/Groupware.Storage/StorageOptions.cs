namespace Groupware.Storage;

/// <summary>Settings under <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Which database.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Empty with SQLite: <c>groupware.db</c> in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long a write waits for another process that writes to the same SQLite file.</summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>The databases the suite runs on.</summary>
public enum StorageProvider
{
    /// <summary>Embedded, one file in the data folder.</summary>
    Sqlite = 1,

    /// <summary>PostgreSQL, for several nodes or thousands of people.</summary>
    Postgres = 2,
}
