using System.Runtime.InteropServices;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Groupware.Storage.Objects.Writing;

/// <summary>The statements of the PostgreSQL writer. Positional parameters, so that auto-prepare sees the same text each time.</summary>
internal static class PostgresObjectSql
{
    public const string ObjectColumns = "id, name, uid, component, hash, classification, occurrence_hash, revision";

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var one in parameters) command.Parameters.Add(one);
        batch.BatchCommands.Add(command);
    }

    public static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Small(int value) => new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Array<T>(T[] values, NpgsqlDbType type) => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    /// <summary>Locks the counter row first: writers to one collection wait here, and what is read after it is what will be changed.</summary>
    public static void LockCollection(this NpgsqlBatch batch, CollectionId id) => batch.Add(
        "select owner_id, components, everyone, sync_token from collection where id = $1 and deleted_at is null for no key update", Number(id.Value));

    public static void Rights(this NpgsqlBatch batch, CollectionId id, long[] people) => batch.Add(
        "select person_id, level from collection_right where collection_id = $1 and person_id = any($2)", Number(id.Value), Array(people, NpgsqlDbType.Bigint));

    public static void ByNames(this NpgsqlBatch batch, CollectionId id, string[] names) => batch.Add(
        $"select {ObjectColumns} from \"object\" where collection_id = $1 and name = any($2)", Number(id.Value), Array(names, NpgsqlDbType.Text));

    public static void ByUids(this NpgsqlBatch batch, CollectionId id, string[] uids) => batch.Add(
        $"select {ObjectColumns} from \"object\" where collection_id = $1 and uid = any($2)", Number(id.Value), Array(uids, NpgsqlDbType.Text));

    public static void NewIds(this NpgsqlBatch batch, int count) => batch.Add(
        "select nextval(pg_get_serial_sequence('\"object\"', 'id')) from generate_series(1, $1)", Small(count));

    public static void SetToken(this NpgsqlBatch batch, CollectionId id, long token) => batch.Add("update collection set sync_token = $2 where id = $1", Number(id.Value), Number(token));

    public static void Insert(this NpgsqlBatch batch, long objectId, CollectionId id, string name, ObjectContent content, long token, Instant now) => batch.Add(
        """
        insert into "object" (id, collection_id, name, uid, component, revision, hash, size, summary, place, classification, recurring, body, occurrence_hash, indexed_from, indexed_to, created_at, modified_at)
        overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
        """,
        [Number(objectId), Number(id.Value), Text(name), .. Values(content, token, now)]);

    public static void Update(this NpgsqlBatch batch, long objectId, ObjectContent content, long token, Instant now) => batch.Add(
        """
        update "object" set uid = $2, component = $3, revision = $4, hash = $5, size = $6, summary = $7, place = $8, classification = $9, recurring = $10, body = $11,
        occurrence_hash = $12, indexed_from = $13, indexed_to = $14, modified_at = $15 where id = $1
        """,
        [Number(objectId), .. Values(content, token, now)]);

    public static void Delete(this NpgsqlBatch batch, CollectionId id, long objectId)
    {
        batch.Add("delete from occurrence where object_id = $1", Number(objectId));
        batch.Add("delete from card_value where object_id = $1", Number(objectId));
        batch.Add("delete from dead_property where collection_id = $1 and object_id = $2", Number(id.Value), Number(objectId));
        batch.Add("delete from \"object\" where id = $1", Number(objectId));
    }

    public static void Place(this NpgsqlBatch batch, long objectId, CollectionId from, CollectionId to, string name, long token)
    {
        batch.Add("update \"object\" set collection_id = $2, name = $3, revision = $4 where id = $1", Number(objectId), Number(to.Value), Text(name), Number(token));
        if (from == to) return;
        batch.Add("update occurrence set collection_id = $2 where object_id = $1", Number(objectId), Number(to.Value));
        batch.Add("update card_value set collection_id = $2 where object_id = $1", Number(objectId), Number(to.Value));
        batch.Add("update dead_property set collection_id = $3 where collection_id = $2 and object_id = $1", Number(objectId), Number(from.Value), Number(to.Value));
    }

    public static void Occurrences(this NpgsqlBatch batch, CollectionId id, long objectId, IReadOnlyList<OccurrenceRow> rows, bool replace)
    {
        if (replace) batch.Add("delete from occurrence where object_id = $1", Number(objectId));
        if (rows.Count == 0) return;
        batch.Add(
            "insert into occurrence (object_id, collection_id, recurrence, starts, ends, flags, summary, place) select $1, $2, * from unnest($3, $4, $5, $6, $7, $8)",
            Number(objectId),
            Number(id.Value),
            Array(rows.Select(r => r.Recurrence).ToArray(), NpgsqlDbType.Bigint),
            Array(rows.Select(r => r.Starts.ToUnixTimeTicks()).ToArray(), NpgsqlDbType.Bigint),
            Array(rows.Select(r => r.Ends.ToUnixTimeTicks()).ToArray(), NpgsqlDbType.Bigint),
            Array(rows.Select(r => (int)r.Flags).ToArray(), NpgsqlDbType.Integer),
            Array(rows.Select(r => r.Summary).ToArray(), NpgsqlDbType.Text),
            Array(rows.Select(r => r.Place).ToArray(), NpgsqlDbType.Text));
    }

    public static void Cards(this NpgsqlBatch batch, CollectionId id, long objectId, IReadOnlyList<CardSearchText> texts, bool replace)
    {
        if (replace) batch.Add("delete from card_value where object_id = $1", Number(objectId));
        if (texts.Count == 0) return;
        batch.Add(
            "insert into card_value (collection_id, object_id, property, n, value, folded) select $1, $2, * from unnest($3, $4, $5, $6)",
            Number(id.Value),
            Number(objectId),
            Array(texts.Select(t => t.Property).ToArray(), NpgsqlDbType.Text),
            Array(Enumerable.Range(0, texts.Count).ToArray(), NpgsqlDbType.Integer),
            Array(texts.Select(t => t.Value).ToArray(), NpgsqlDbType.Text),
            Array(texts.Select(t => SearchText.Fold(t.Value)).ToArray(), NpgsqlDbType.Text));
    }

    public static void Change(this NpgsqlBatch batch, CollectionId id, long token, long objectId, string name, ChangeOfObject kind, Instant now, PersonId by) => batch.Add(
        "insert into change (collection_id, token, object_id, name, kind, at, by_id) values ($1, $2, $3, $4, $5, $6, $7)",
        Number(id.Value), Number(token), Number(objectId), Text(name), Small((int)kind), Number(now.ToUnixTimeTicks()), Number(by.Value));

    public static void Keep(this NpgsqlBatch batch, CollectionId id, long objectId, long token) => batch.Add(
        "insert into replaced (collection_id, token, body) select $1, $2, body from \"object\" where id = $3", Number(id.Value), Number(token), Number(objectId));

    public static void Reindex(this NpgsqlBatch batch, ObjectReindex request)
    {
        batch.Add(
            "update \"object\" set occurrence_hash = $2, indexed_from = $3, indexed_to = $4 where id = $1",
            Number(request.ObjectId), Number(request.Occurrences.Hash), Ticks(request.Occurrences.From), Ticks(request.Occurrences.To));
        batch.Occurrences(request.Collection, request.ObjectId, request.Occurrences.Rows, replace: true);
    }

    public static ExistingObject Object(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), (Classification)row.GetInt32(5), row.GetInt64(6), row.GetInt64(7));

    private static NpgsqlParameter Ticks(Instant? at) =>
        new() { Value = at is { } given ? given.ToUnixTimeTicks() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private static NpgsqlParameter[] Values(ObjectContent content, long token, Instant now) =>
    [
        Text(content.Uid), Text(content.Component), Number(token), Text(content.Hash), Small(content.Body.Length), Text(content.Summary), Text(content.Place),
        Small((int)content.Classification), new NpgsqlParameter<bool> { TypedValue = content.Recurring, NpgsqlDbType = NpgsqlDbType.Boolean },
        new NpgsqlParameter<byte[]> { TypedValue = Bytes(content.Body), NpgsqlDbType = NpgsqlDbType.Bytea },
        Number(content.Occurrences.Hash), Ticks(content.Occurrences.From), Ticks(content.Occurrences.To), Number(now.ToUnixTimeTicks()),
    ];

    private static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array is { } array && part.Offset == 0 && part.Count == array.Length ? array : body.ToArray();
}
