using System.Collections.Concurrent;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;

namespace Groupware.Storage.Objects.Writing;

/// <summary>
/// The writer of objects on PostgreSQL. Writes to one collection queue in the process before they open a transaction, and what waits goes
/// together: eight connections that fight for the counter row make a third of what one makes. The row lock is for the other nodes.
/// </summary>
internal sealed class PostgresObjectWriter(NpgsqlDataSource database, IChangeFeed feed, TimeProvider clock) : IObjectWriter
{
    private const int GroupSize = 64;
    private const int QueueSize = 1024;

    private readonly ConcurrentDictionary<CollectionId, Lane> lanes = new();

    public Task<WriteOutcome> PutAsync(ObjectPut put, CancellationToken cancel) => EnqueueAsync(put.Collection, put, cancel);

    public Task<WriteOutcome> DeleteAsync(ObjectDelete delete, CancellationToken cancel) => EnqueueAsync(delete.Collection, delete, cancel);

    public async Task<WriteOutcome> MoveAsync(ObjectMove move, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var outcome = await InTransactionAsync(connection => new PostgresMove(move, clock.GetCurrentInstant()).RunAsync(connection));
        if (outcome.Written)
        {
            feed.Publish(new ChangeNotice(ChangeKind.Collection, move.From.Value));
            if (move.From != move.To) feed.Publish(new ChangeNotice(ChangeKind.Collection, move.To.Value));
        }

        return outcome;
    }

    public async Task<bool> ReindexAsync(ObjectReindex reindex, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return await InTransactionAsync(async connection =>
        {
            await using var reads = new NpgsqlBatch(connection);
            reads.Add("begin");
            reads.LockCollection(reindex.Collection);
            reads.Add("select 1 from \"object\" where id = $1 and revision = $2", PostgresObjectSql.Number(reindex.ObjectId), PostgresObjectSql.Number(reindex.Revision));
            bool current;
            await using (var rows = await reads.ExecuteReaderAsync(CancellationToken.None))
            {
                await rows.NextResultAsync(CancellationToken.None);
                current = await rows.ReadAsync(CancellationToken.None);
            }

            await using var writes = new NpgsqlBatch(connection);
            if (current) writes.Reindex(reindex);
            writes.Add("commit");
            await writes.ExecuteNonQueryAsync(CancellationToken.None);
            return current;
        });
    }

    private Task<WriteOutcome> EnqueueAsync(CollectionId collection, object request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var pending = new Pending(request);
        var lane = lanes.GetOrAdd(collection, static _ => new Lane());
        lock (lane)
        {
            if (lane.Waiting.Count >= QueueSize) return Task.FromResult(new WriteOutcome(WriteStatus.Busy));
            lane.Waiting.Enqueue(pending);
            if (lane.Running) return pending.Answer.Task;
            lane.Running = true;
        }

        _ = Task.Run(() => DrainAsync(collection, lane), CancellationToken.None);
        return pending.Answer.Task;
    }

    private async Task DrainAsync(CollectionId collection, Lane lane)
    {
        var group = new List<Pending>(GroupSize);
        while (true)
        {
            group.Clear();
            lock (lane)
            {
                while (group.Count < GroupSize && lane.Waiting.TryDequeue(out var next)) group.Add(next);
                if (group.Count == 0)
                {
                    lane.Running = false;
                    return;
                }
            }

            await RunAsync(collection, group);
        }
    }

    private async Task RunAsync(CollectionId collection, List<Pending> group)
    {
        try
        {
            var outcomes = await InTransactionAsync(connection => new PostgresWriteGroup(collection, clock.GetCurrentInstant()).RunAsync(connection, group.ConvertAll(one => one.Request)));
            for (var i = 0; i < group.Count; i++) group[i].Answer.TrySetResult(outcomes[i]);
            if (outcomes.Any(outcome => outcome.Written)) feed.Publish(new ChangeNotice(ChangeKind.Collection, collection.Value));
        }
        catch (PostgresException) when (group.Count > 1)
        {
            // one write spoiled the others' transaction: each once more by itself, so that only the culprit fails
            foreach (var one in group) await RunAsync(collection, [one]);
        }
        catch (Exception e)
        {
            foreach (var one in group) one.Answer.TrySetException(e);
        }
    }

    /// <summary>Runs work that begins and commits by itself; again from its start after a collision, which leaves nothing behind.</summary>
    private async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await database.OpenConnectionAsync();
            try
            {
                return await work(connection);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < 4)
            {
                await RollbackAsync(connection);
            }
            catch
            {
                await RollbackAsync(connection);
                throw;
            }
        }
    }

    private static async Task RollbackAsync(NpgsqlConnection connection)
    {
        if (connection.FullState != System.Data.ConnectionState.Open) return;
        await using var rollback = new NpgsqlCommand("rollback", connection);
        await rollback.ExecuteNonQueryAsync();
    }

    /// <summary>What waits for one collection; locked by itself.</summary>
    private sealed class Lane
    {
        public Queue<Pending> Waiting { get; } = new();

        public bool Running { get; set; }
    }

    private sealed class Pending(object request)
    {
        public object Request => request;

        public TaskCompletionSource<WriteOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
