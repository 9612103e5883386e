using System.Runtime.InteropServices;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Groupware.Storage.Objects.Writing;

/// <summary>The statements of the SQLite writer: by hand and prepared, since tracked entities cost three times as much (1,135 against 5,419 puts a second).</summary>
internal sealed class SqliteObjectSql : IDisposable
{
    private const string ObjectColumns = "id, name, uid, component, hash, classification, occurrence_hash, revision";

    private readonly SqliteConnection connection;
    private readonly List<SqliteStatement> all = [];
    private readonly SqliteStatement begin, commit, rollback, savepoint, rollbackTo, release;
    private readonly SqliteStatement collection, right, byName, byUid, raise;
    private readonly SqliteStatement insert, update, delete, place;
    private readonly SqliteStatement deleteOccurrences, insertOccurrence, placeOccurrences, deleteCards, insertCard, placeCards, deleteProperties, placeProperties;
    private readonly SqliteStatement change, keep, reindex;

    public SqliteObjectSql(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare(0, "begin immediate");   // a plain begin that reads first can never write once another has (SQLITE_BUSY_SNAPSHOT)
        commit = Prepare(0, "commit");
        rollback = Prepare(0, "rollback");
        savepoint = Prepare(0, "savepoint one");
        rollbackTo = Prepare(0, "rollback to one");
        release = Prepare(0, "release one");
        collection = Prepare(1, "select owner_id, components, everyone, sync_token from collection where id = $1 and deleted_at is null");
        right = Prepare(2, "select level from collection_right where collection_id = $1 and person_id = $2");
        byName = Prepare(2, $"select {ObjectColumns} from \"object\" where collection_id = $1 and name = $2");
        byUid = Prepare(2, $"select {ObjectColumns} from \"object\" where collection_id = $1 and uid = $2");
        raise = Prepare(1, "update collection set sync_token = sync_token + 1 where id = $1 returning sync_token");
        insert = Prepare(
            17,
            """
            insert into "object" (collection_id, name, uid, component, revision, hash, size, summary, place, classification, recurring, body, occurrence_hash, indexed_from, indexed_to, created_at, modified_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id
            """);
        update = Prepare(
            15,
            """
            update "object" set uid = $2, component = $3, revision = $4, hash = $5, size = $6, summary = $7, place = $8, classification = $9, recurring = $10, body = $11,
            occurrence_hash = $12, indexed_from = $13, indexed_to = $14, modified_at = $15 where id = $1
            """);
        delete = Prepare(1, "delete from \"object\" where id = $1");
        place = Prepare(4, "update \"object\" set collection_id = $2, name = $3, revision = $4 where id = $1");
        deleteOccurrences = Prepare(1, "delete from occurrence where object_id = $1");
        insertOccurrence = Prepare(8, "insert into occurrence (object_id, recurrence, collection_id, starts, ends, flags, summary, place) values ($1, $2, $3, $4, $5, $6, $7, $8)");
        placeOccurrences = Prepare(2, "update occurrence set collection_id = $2 where object_id = $1");
        deleteCards = Prepare(1, "delete from card_value where object_id = $1");
        insertCard = Prepare(6, "insert into card_value (collection_id, property, object_id, n, value, folded) values ($1, $2, $3, $4, $5, $6)");
        placeCards = Prepare(2, "update card_value set collection_id = $2 where object_id = $1");
        deleteProperties = Prepare(2, "delete from dead_property where collection_id = $2 and object_id = $1");
        placeProperties = Prepare(3, "update dead_property set collection_id = $3 where collection_id = $2 and object_id = $1");
        change = Prepare(7, "insert into change (collection_id, token, object_id, name, kind, at, by_id) values ($1, $2, $3, $4, $5, $6, $7)");
        keep = Prepare(2, "insert into replaced (collection_id, token, body) select collection_id, $2, body from \"object\" where id = $1");
        reindex = Prepare(5, "update \"object\" set occurrence_hash = $3, indexed_from = $4, indexed_to = $5 where id = $1 and revision = $2");
    }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    /// <summary>SQLite may have rolled back by itself (disk full).</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) rollback.Run();
    }

    public void Savepoint() => savepoint.Run();

    public void RollbackToSavepoint() => rollbackTo.Run();

    public void Release() => release.Run();

    public CollectionState? Collection(CollectionId id)
    {
        using var row = collection.Read(id.Value);
        return row.Read() ? new CollectionState(id, new PersonId(row.GetInt64(0)), row.GetString(1), (AccessLevel)row.GetInt32(2), row.GetInt64(3)) : null;
    }

    public AccessLevel Right(CollectionId id, PersonId person)
    {
        using var row = right.Read(id.Value, person.Value);
        return row.Read() ? (AccessLevel)row.GetInt32(0) : AccessLevel.None;
    }

    public ExistingObject? ByName(CollectionId id, string name) => Object(byName.Read(id.Value, name));

    public ExistingObject? ByUid(CollectionId id, string uid) => Object(byUid.Read(id.Value, uid));

    public long Raise(CollectionId id) => raise.Number(id.Value);

    public long Insert(CollectionId id, string name, ObjectContent content, long token, Instant now) => insert.Number(
        id.Value, name, content.Uid, content.Component, token, content.Hash, content.Body.Length, content.Summary, content.Place, (int)content.Classification, content.Recurring,
        Bytes(content.Body), content.Occurrences.Hash, Ticks(content.Occurrences.From), Ticks(content.Occurrences.To), now.ToUnixTimeTicks(), now.ToUnixTimeTicks());

    public void Update(long objectId, ObjectContent content, long token, Instant now) => update.Run(
        objectId, content.Uid, content.Component, token, content.Hash, content.Body.Length, content.Summary, content.Place, (int)content.Classification, content.Recurring,
        Bytes(content.Body), content.Occurrences.Hash, Ticks(content.Occurrences.From), Ticks(content.Occurrences.To), now.ToUnixTimeTicks());

    public void Delete(CollectionId id, long objectId)
    {
        deleteOccurrences.Run(objectId);
        deleteCards.Run(objectId);
        deleteProperties.Run(objectId, id.Value);
        delete.Run(objectId);
    }

    public void Place(long objectId, CollectionId from, CollectionId to, string name, long token)
    {
        place.Run(objectId, to.Value, name, token);
        if (from == to) return;
        placeOccurrences.Run(objectId, to.Value);
        placeCards.Run(objectId, to.Value);
        placeProperties.Run(objectId, from.Value, to.Value);
    }

    public void Occurrences(CollectionId id, long objectId, IReadOnlyList<OccurrenceRow> rows, bool replace)
    {
        if (replace) deleteOccurrences.Run(objectId);
        foreach (var row in rows)
            insertOccurrence.Run(objectId, row.Recurrence, id.Value, row.Starts.ToUnixTimeTicks(), row.Ends.ToUnixTimeTicks(), (int)row.Flags, row.Summary, row.Place);
    }

    public void Cards(CollectionId id, long objectId, IReadOnlyList<CardSearchText> texts, bool replace)
    {
        if (replace) deleteCards.Run(objectId);
        for (var n = 0; n < texts.Count; n++) insertCard.Run(id.Value, texts[n].Property, objectId, n, texts[n].Value, SearchText.Fold(texts[n].Value));
    }

    public void Change(CollectionId id, long token, long objectId, string name, ChangeOfObject kind, Instant now, PersonId by) =>
        change.Run(id.Value, token, objectId, name, (int)kind, now.ToUnixTimeTicks(), by.Value);

    /// <summary>Copies the text that is about to go into the log, without taking it through the process.</summary>
    public void Keep(long objectId, long token) => keep.Run(objectId, token);

    public bool Reindex(ObjectReindex request) =>
        reindex.Run(request.ObjectId, request.Revision, request.Occurrences.Hash, Ticks(request.Occurrences.From), Ticks(request.Occurrences.To)) == 1;

    public void Dispose()
    {
        foreach (var statement in all) statement.Dispose();
    }

    private static object? Ticks(Instant? at) => at?.ToUnixTimeTicks();

    private static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array is { } array && part.Offset == 0 && part.Count == array.Length ? array : body.ToArray();

    private static ExistingObject? Object(SqliteDataReader reader)
    {
        using var row = reader;
        return row.Read()
            ? new ExistingObject(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), (Classification)row.GetInt32(5), row.GetInt64(6), row.GetInt64(7))
            : null;
    }

    private SqliteStatement Prepare(int parameters, string sql)
    {
        var statement = new SqliteStatement(connection, parameters, sql);
        all.Add(statement);
        return statement;
    }
}
