using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;
using Npgsql;

namespace Groupware.Storage.Objects.Writing;

/// <summary>
/// Writes to one collection that go into one transaction of two round trips: first the counter row is locked and all that the decisions need is
/// read, then what was decided is written and committed. Each decision sees the ones before it.
/// </summary>
internal sealed class PostgresWriteGroup(CollectionId id, Instant now)
{
    private readonly Dictionary<string, ExistingObject> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExistingObject> byUid = new(StringComparer.Ordinal);
    private readonly Dictionary<long, AccessLevel> rights = [];
    private readonly Queue<long> newIds = [];
    private CollectionState? collection;
    private long token;

    public async Task<WriteOutcome[]> RunAsync(NpgsqlConnection connection, IReadOnlyList<object> requests)
    {
        await ReadAsync(connection, requests);
        await using var writes = new NpgsqlBatch(connection);
        var outcomes = new WriteOutcome[requests.Count];
        for (var i = 0; i < requests.Count; i++)
        {
            outcomes[i] = requests[i] switch
            {
                ObjectPut put => Put(writes, put),
                ObjectDelete delete => Delete(writes, delete),
                _ => throw new InvalidOperationException("No such write."),
            };
        }

        if (collection is not null && token != collection.SyncToken) writes.SetToken(id, token);
        writes.Add("commit");
        await writes.ExecuteNonQueryAsync();
        return outcomes;
    }

    private async Task ReadAsync(NpgsqlConnection connection, IReadOnlyList<object> requests)
    {
        var puts = requests.OfType<ObjectPut>().ToList();
        var deletes = requests.OfType<ObjectDelete>().ToList();
        await using var reads = new NpgsqlBatch(connection);
        reads.Add("begin");
        reads.LockCollection(id);
        reads.Rights(id, [.. puts.Select(p => p.By.Value).Concat(deletes.Select(d => d.By.Value)).Distinct()]);
        reads.ByNames(id, [.. puts.Select(p => p.Name).Concat(deletes.Select(d => d.Name)).Distinct(StringComparer.Ordinal)]);
        reads.ByUids(id, [.. puts.Select(p => p.Content.Uid).Distinct(StringComparer.Ordinal)]);
        reads.NewIds(puts.Count);

        await using var rows = await reads.ExecuteReaderAsync();
        if (await rows.ReadAsync()) collection = new CollectionState(id, new PersonId(rows.GetInt64(0)), rows.GetString(1), (AccessLevel)rows.GetInt32(2), rows.GetInt64(3));
        token = collection?.SyncToken ?? 0;
        await rows.NextResultAsync();
        while (await rows.ReadAsync()) rights[rows.GetInt64(0)] = (AccessLevel)rows.GetInt32(1);
        await rows.NextResultAsync();
        while (await rows.ReadAsync()) Remember(PostgresObjectSql.Object(rows));
        await rows.NextResultAsync();
        while (await rows.ReadAsync()) Remember(PostgresObjectSql.Object(rows));
        await rows.NextResultAsync();
        while (await rows.ReadAsync()) newIds.Enqueue(rows.GetInt64(0));
    }

    private WriteOutcome Put(NpgsqlBatch writes, ObjectPut put)
    {
        var content = put.Content;
        var there = byName.GetValueOrDefault(put.Name);
        if (WriteRules.Refuse(put, collection, rights.GetValueOrDefault(put.By.Value), there, byUid.GetValueOrDefault(content.Uid)) is { } refused) return refused;
        if (there is not null && string.Equals(there.Hash, content.Hash, StringComparison.Ordinal)) return new(WriteStatus.Updated, there.Hash, null, there.Id, token);

        token++;
        if (there is null)
        {
            var made = newIds.Dequeue();
            writes.Insert(made, id, put.Name, content, token, now);
            writes.Occurrences(id, made, content.Occurrences.Rows, replace: false);
            writes.Cards(id, made, content.CardTexts, replace: false);
            writes.Change(id, token, made, put.Name, ChangeOfObject.Created, now, put.By);
            Remember(State(made, put));
            return new(WriteStatus.Created, content.Hash, null, made, token);
        }

        writes.Keep(id, there.Id, token);
        writes.Update(there.Id, content, token, now);
        if (there.OccurrenceHash != content.Occurrences.Hash) writes.Occurrences(id, there.Id, content.Occurrences.Rows, replace: true);
        writes.Cards(id, there.Id, content.CardTexts, replace: true);
        writes.Change(id, token, there.Id, put.Name, ChangeOfObject.Updated, now, put.By);
        byUid.Remove(there.Uid);
        Remember(State(there.Id, put));
        return new(WriteStatus.Updated, content.Hash, null, there.Id, token);
    }

    private WriteOutcome Delete(NpgsqlBatch writes, ObjectDelete delete)
    {
        var there = byName.GetValueOrDefault(delete.Name);
        if (WriteRules.Refuse(delete, collection, rights.GetValueOrDefault(delete.By.Value), there) is { } refused) return refused;

        token++;
        writes.Keep(id, there!.Id, token);
        writes.Delete(id, there.Id);
        writes.Change(id, token, there.Id, delete.Name, ChangeOfObject.Deleted, now, delete.By);
        byName.Remove(there.Name);
        byUid.Remove(there.Uid);
        return new(WriteStatus.Deleted, null, null, there.Id, token);
    }

    private ExistingObject State(long objectId, ObjectPut put) =>
        new(objectId, put.Name, put.Content.Uid, put.Content.Component, put.Content.Hash, put.Content.Classification, put.Content.Occurrences.Hash, token);

    private void Remember(ExistingObject one)
    {
        byName[one.Name] = one;
        byUid[one.Uid] = one;
    }
}
