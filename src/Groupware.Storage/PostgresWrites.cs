using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Groupware.Storage;

/// <summary>A transaction a call; once more from the start when PostgreSQL says that two collided.</summary>
internal sealed class PostgresWrites(IDbContextFactory<GroupwareContext> contexts) : IDatabaseWrites
{
    public async Task<T> RunAsync<T>(Func<GroupwareContext, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancel);
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                var result = await work(db, cancel);
                await transaction.CommitAsync(cancel);
                return result;
            }
            catch (Exception e) when (attempt < 4 && IsCollision(e))
            {
                // 40001 and 40P01 say that nothing was done: the same work may be tried again at once
            }
        }
    }

    public Task RunAsync(Func<GroupwareContext, CancellationToken, Task> work, CancellationToken cancel) =>
        RunAsync(
            async (db, stop) =>
            {
                await work(db, stop);
                return true;
            },
            cancel);

    // EF wraps once for SaveChanges and once more for what may pass
    private static bool IsCollision(Exception? e) => e is not null
        && (e is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } || IsCollision(e.InnerException));
}
