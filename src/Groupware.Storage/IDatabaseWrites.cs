namespace Groupware.Storage;

/// <summary>
/// The door for every write through EF Core. On SQLite it waits its turn behind the object writer, so that nobody polls a locked file;
/// on both databases the work runs in one transaction, committed when it returns and rolled back when it throws.
/// </summary>
/// <remarks>
/// <code>await writes.RunAsync(async (db, cancel) => { db.Add(person); await db.SaveChangesAsync(cancel); return person.Id; }, cancel);</code>
/// Keep the work short and free of network calls, and never call this door or the object writer from inside it.
/// It may run again from its start after a serialisation failure on PostgreSQL: read what you decide on inside.
/// </remarks>
public interface IDatabaseWrites
{
    /// <summary>Runs the work in a transaction on a fresh context.</summary>
    Task<T> RunAsync<T>(Func<GroupwareContext, CancellationToken, Task<T>> work, CancellationToken cancel);

    /// <summary>Runs the work in a transaction on a fresh context.</summary>
    Task RunAsync(Func<GroupwareContext, CancellationToken, Task> work, CancellationToken cancel);
}
