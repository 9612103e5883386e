using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Groupware.Storage.Objects.Writing;

/// <summary>A move in one transaction. Both counter rows are locked in the order of their ids, so that two moves never wait for each other in a circle.</summary>
internal sealed class PostgresMove(ObjectMove move, Instant now)
{
    private readonly Dictionary<CollectionId, CollectionState> collections = [];
    private readonly Dictionary<CollectionId, AccessLevel> rights = [];
    private ExistingObject? there, target, uidHolder;

    public async Task<WriteOutcome> RunAsync(NpgsqlConnection connection)
    {
        await ReadAsync(connection);
        var (from, to) = (collections.GetValueOrDefault(move.From), collections.GetValueOrDefault(move.To));
        var refused = WriteRules.Refuse(move, from, rights.GetValueOrDefault(move.From), to, rights.GetValueOrDefault(move.To), there, target, uidHolder);
        await using var writes = new NpgsqlBatch(connection);
        var outcome = refused ?? Write(writes, from!, to!);
        writes.Add("commit");
        await writes.ExecuteNonQueryAsync();
        return outcome;
    }

    private WriteOutcome Write(NpgsqlBatch writes, CollectionState from, CollectionState to)
    {
        var left = from.SyncToken + 1;
        var token = move.From == move.To ? left + 1 : to.SyncToken + 1;
        writes.Change(move.From, left, there!.Id, move.Name, ChangeOfObject.Deleted, now, move.By);
        if (target is not null)
        {
            writes.Keep(move.To, target.Id, token);
            writes.Delete(move.To, target.Id);
        }

        writes.Place(there.Id, move.From, move.To, move.NewName, token);
        writes.Change(move.To, token, there.Id, move.NewName, target is null ? ChangeOfObject.Created : ChangeOfObject.Updated, now, move.By);
        writes.SetToken(move.From, left);
        writes.SetToken(move.To, token);
        return new(target is null ? WriteStatus.Created : WriteStatus.Updated, there.Hash, null, there.Id, token);
    }

    private async Task ReadAsync(NpgsqlConnection connection)
    {
        var ids = PostgresObjectSql.Array(new[] { move.From.Value, move.To.Value }, NpgsqlDbType.Bigint);
        await using var reads = new NpgsqlBatch(connection);
        reads.Add("begin");
        reads.Add("select id, owner_id, components, everyone, sync_token from collection where id = any($1) and deleted_at is null order by id for no key update", ids);
        reads.Add("select collection_id, level from collection_right where collection_id = any($1) and person_id = $2", (NpgsqlParameter)((ICloneable)ids).Clone(), PostgresObjectSql.Number(move.By.Value));
        reads.ByNames(move.From, [move.Name]);
        reads.ByNames(move.To, [move.NewName]);
        reads.Add(
            $"select {PostgresObjectSql.ObjectColumns} from \"object\" where collection_id = $1 and uid = (select uid from \"object\" where collection_id = $2 and name = $3)",
            PostgresObjectSql.Number(move.To.Value), PostgresObjectSql.Number(move.From.Value), PostgresObjectSql.Text(move.Name));

        await using var rows = await reads.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var id = new CollectionId(rows.GetInt64(0));
            collections[id] = new CollectionState(id, new PersonId(rows.GetInt64(1)), rows.GetString(2), (AccessLevel)rows.GetInt32(3), rows.GetInt64(4));
        }

        await rows.NextResultAsync();
        while (await rows.ReadAsync()) rights[new CollectionId(rows.GetInt64(0))] = (AccessLevel)rows.GetInt32(1);
        there = await OneAsync(rows);
        target = await OneAsync(rows);
        uidHolder = await OneAsync(rows);
    }

    private static async Task<ExistingObject?> OneAsync(NpgsqlDataReader rows)
    {
        await rows.NextResultAsync();
        return await rows.ReadAsync() ? PostgresObjectSql.Object(rows) : null;
    }
}
