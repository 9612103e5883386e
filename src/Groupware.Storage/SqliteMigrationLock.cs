using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Groupware.Storage;

/// <summary>
/// One process at a time brings a SQLite file up to date. EF Core's own lock is a row of the database: a process that was killed leaves it behind and
/// every later start waits for it without end. This one is held on a file beside the database and goes with its process; whoever has it removes the row.
/// </summary>
internal static class SqliteMigrationLock
{
    private const string LockTable = "__EFMigrationsLock";

    // .NET gives the number of the system: EWOULDBLOCK of flock(2)
    private const int HeldByAnother = 11;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits while another process migrates.</summary>
    public static async Task<FileStream> TakeAsync(GroupwareContext db, CancellationToken cancel)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + "-migration";
        while (true)
        {
            try
            {
                var held = new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
                await db.Database.ExecuteSqlRawAsync($"DROP TABLE IF EXISTS \"{LockTable}\"", cancel);
                return held;
            }
            catch (IOException e) when (e.HResult == HeldByAnother)
            {
                await Task.Delay(Retry, TimeProvider.System, cancel);
            }
        }
    }
}
