using Microsoft.EntityFrameworkCore;

namespace Groupware.Storage;

/// <summary>Brings the schema up to date before anything else runs.</summary>
public static class DatabaseStartup
{
    /// <summary>Applies the migrations that are missing; asks first, since applying none still costs a second model and a lock.</summary>
    /// <exception cref="DatabaseStartupException">The database can't be reached or brought up to date; its message is one plain sentence for the administrator.</exception>
    public static async Task PrepareAsync(IDbContextFactory<GroupwareContext> contexts, StorageOptions options, CancellationToken cancel)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (options.Provider == StorageProvider.Sqlite) await db.Database.ExecuteSqlRawAsync(SqlitePragmas.File, cancel);
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
                throw new DatabaseStartupException($"The database was written by a newer version of the suite (migration {newer}); start that version, or restore a backup made before it.");
            if (known.Count <= applied.Count) return;
            using var alone = options.Provider == StorageProvider.Sqlite ? await SqliteMigrationLock.TakeAsync(db, cancel) : null;
            await db.Database.MigrateAsync(cancel);
        }
        catch (Exception e) when (e is not (DatabaseStartupException or OperationCanceledException))
        {
            throw new DatabaseStartupException(Sentence(options, e), e);
        }
    }

    private static string Sentence(StorageOptions options, Exception cause)
    {
        var reason = cause.GetBaseException().Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return options.Provider == StorageProvider.Postgres
            ? $"The PostgreSQL database can't be opened or brought up to date ({reason}); check Storage__ConnectionString and that its user owns the database."
            : $"The database file can't be opened or brought up to date ({reason}); check that the data folder is writable and the disk isn't full.";
    }
}

/// <summary>The database isn't usable; the message is one sentence for whoever starts the suite.</summary>
public sealed class DatabaseStartupException(string message, Exception? inner = null) : Exception(message, inner);
