using System.Data.Common;
using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Storage.Objects;

/// <summary>
/// Reads objects by hand-written SQL. It knows no rights: only the front doors of calendars and address books call it, after they have checked.
/// Everything long is read in pages, so that a slow client never keeps a read transaction open (one reader let the WAL grow to 745 MB).
/// </summary>
public sealed class ObjectReader
{
    private const string Columns = "x.id, x.collection_id, x.name, x.uid, x.component, x.revision, x.hash, x.summary, x.place, x.classification, x.recurring, x.body, x.created_at, x.modified_at";
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly IObjectConnections connections;

    internal ObjectReader(IObjectConnections connections) => this.connections = connections;

    /// <summary>One object by its name. One look-up.</summary>
    public async Task<ObjectRow?> OneAsync(CollectionId collection, string name, CancellationToken cancel) =>
        (await RowsAsync($"select {Columns} from \"object\" x where x.collection_id = @c and x.name = @n", cancel, ("@c", collection.Value), ("@n", name))).FirstOrDefault();

    /// <summary>One object by its UID. One look-up.</summary>
    public async Task<ObjectRow?> ByUidAsync(CollectionId collection, string uid, CancellationToken cancel) =>
        (await RowsAsync($"select {Columns} from \"object\" x where x.collection_id = @c and x.uid = @u", cancel, ("@c", collection.Value), ("@u", uid))).FirstOrDefault();

    /// <summary>One object by its id.</summary>
    public async Task<ObjectRow?> ByIdAsync(long id, CancellationToken cancel) =>
        (await RowsAsync($"select {Columns} from \"object\" x where x.id = @i", cancel, ("@i", id))).FirstOrDefault();

    /// <summary>Those of the names that are there, in no order. One look-up a name.</summary>
    public Task<List<ObjectRow>> ManyAsync(CollectionId collection, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        RowsAsync($"select {Columns} from \"object\" x where x.collection_id = @c and {connections.IsOneOf("x.name", "@n")}", cancel, ("@c", collection.Value), ("@n", connections.Texts(names)));

    /// <summary>Those of the ids that are there, in no order.</summary>
    public Task<List<ObjectRow>> ManyAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        RowsAsync($"select {Columns} from \"object\" x where {connections.IsOneOfIds("x.id", "@i")}", cancel, ("@i", connections.Ids(ids)));

    /// <summary>A page of a collection's objects with their texts, by name.</summary>
    /// <param name="component">Null: all kinds.</param>
    /// <param name="after">Last name of the page before; empty for the first.</param>
    public Task<List<ObjectRow>> PageAsync(CollectionId collection, string? component, string after, int limit, CancellationToken cancel) => RowsAsync(
        $"select {Columns} from \"object\" x where x.collection_id = @c and x.name > @a {(component is null ? "" : "and x.component = @k")} order by x.name limit @l",
        cancel, ("@c", collection.Value), ("@a", after), ("@l", limit), ("@k", component ?? ""));

    /// <summary>A page of a collection's objects without their texts, by name.</summary>
    public async Task<List<ListedObject>> ListAsync(CollectionId collection, string after, int limit, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            "select id, name, component, hash, size, classification, created_at, modified_at from \"object\" where collection_id = @c and name > @a order by name limit @l",
            ("@c", collection.Value), ("@a", after), ("@l", limit));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<ListedObject>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new ListedObject(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), (Classification)reader.GetInt32(5), At(reader, 6), At(reader, 7)));
        }

        return rows;
    }

    /// <summary>Where the counter stands; null when the collection is gone.</summary>
    public async Task<TokenState?> TokenAsync(CollectionId collection, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(connection, "select epoch, sync_token, purged_to from collection where id = @c and deleted_at is null", ("@c", collection.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new TokenState(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>
    /// What changed after one token up to another, by token: each object once as it is now, each name that is gone once. Live rows come from the
    /// objects, only the gone ones from the log, so that nothing can come twice.
    /// </summary>
    /// <param name="since">0: all objects, and nothing that is gone.</param>
    /// <param name="upTo">Fixed by the caller first: a change made meanwhile belongs to the next token.</param>
    public async Task<List<ChangedObject>> ChangesAsync(CollectionId collection, long since, long upTo, int limit, bool withGone, CancellationToken cancel)
    {
        const string live = "select revision as token, id, name, hash from \"object\" where collection_id = @c and revision > @s and revision <= @u";
        const string gone = """
            select max(h.token) as token, 0 as id, h.name, null as hash from change h
            where h.collection_id = @c and h.token > @s and h.token <= @u and h.kind = 3
              and not exists (select 1 from "object" x where x.collection_id = h.collection_id and x.name = h.name)
            group by h.name
            """;
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection, (withGone ? $"select * from ({live} union all {gone}) as changes" : live) + " order by token limit @l", ("@c", collection.Value), ("@s", since), ("@u", upTo), ("@l", limit));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<ChangedObject>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new ChangedObject(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), await reader.IsDBNullAsync(3, cancel) ? null : reader.GetString(3)));
        return rows;
    }

    /// <summary>
    /// Indexed instances of the collections that touch [from, to), in no order; the caller widens the range for floating ones. Instances of
    /// no length count when they start inside. Two range scans a collection: those up to a day long from a day before, and the long ones.
    /// </summary>
    public async Task<List<RangeRow>> WithinAsync(IReadOnlyCollection<CollectionId> collections, Instant from, Instant to, CancellationToken cancel)
    {
        const string columns = "o.object_id, o.collection_id, x.name, x.hash, x.uid, x.component, x.classification, x.recurring, o.recurrence, o.starts, o.ends, o.flags, coalesce(o.summary, x.summary), coalesce(o.place, x.place)";
        var which = connections.IsOneOfIds("o.collection_id", "@c");
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            $"""
            select {columns} from occurrence o join "object" x on x.id = o.object_id
            where {which} and o.starts >= @d and o.starts < @t and (o.ends > @f or (o.ends = o.starts and o.starts >= @f))
            union all
            select {columns} from occurrence o join "object" x on x.id = o.object_id
            where {which} and {OccurrenceMap.Long} and o.ends > @f and o.starts < @d
            """,
            ("@c", connections.Ids([.. collections.Select(c => c.Value)])), ("@f", from.ToUnixTimeTicks()), ("@t", to.ToUnixTimeTicks()), ("@d", (from - Day).ToUnixTimeTicks()));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<RangeRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new RangeRow(
                reader.GetInt64(0), new CollectionId(reader.GetInt64(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                (Classification)reader.GetInt32(6), reader.GetBoolean(7), At(reader, 8), At(reader, 9), At(reader, 10), (OccurrenceFlags)reader.GetInt32(11), reader.GetString(12), reader.GetString(13)));
        }

        return rows;
    }

    /// <summary>Objects whose indexed instances don't reach over the whole of [from, to): to be evaluated by the caller, their rows within it dropped.</summary>
    public Task<List<ObjectRow>> BeyondIndexAsync(IReadOnlyCollection<CollectionId> collections, Instant from, Instant to, CancellationToken cancel) => RowsAsync(
        $"""
        select {Columns} from "object" x where {connections.IsOneOfIds("x.collection_id", "@c")} and x.indexed_to is not null and x.indexed_to < @t
        union
        select {Columns} from "object" x where {connections.IsOneOfIds("x.collection_id", "@c")} and x.indexed_from is not null and x.indexed_from > @f
        """,
        cancel, ("@c", connections.Ids([.. collections.Select(c => c.Value)])), ("@f", from.ToUnixTimeTicks()), ("@t", to.ToUnixTimeTicks()));

    /// <summary>Objects of any living collection whose indexed instances end before a horizon; for the job that extends them.</summary>
    public Task<List<ObjectRow>> BehindHorizonAsync(Instant horizon, long afterId, int limit, CancellationToken cancel) => RowsAsync(
        $"select {Columns} from \"object\" x where x.indexed_to is not null and x.indexed_to < @h and x.id > @a order by x.id limit @l",
        cancel, ("@h", horizon.ToUnixTimeTicks()), ("@a", afterId), ("@l", limit));

    /// <summary>The text last deleted under a name; null when the log knows none.</summary>
    public async Task<byte[]?> LastDeletedAsync(CollectionId collection, string name, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            "select r.body from change h join replaced r on r.collection_id = h.collection_id and r.token = h.token where h.collection_id = @c and h.name = @n and h.kind = 3 order by h.token desc limit 1",
            ("@c", collection.Value), ("@n", name));
        return await command.ExecuteScalarAsync(cancel) as byte[];
    }

    /// <summary>Values of cards that hold the folded text: of the properties asked for, in the books given. A scan of the books' values.</summary>
    public async Task<List<CardMatch>> CardsAsync(IReadOnlyCollection<CollectionId> books, IReadOnlyCollection<string> properties, string folded, int limit, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            $"""
            select v.collection_id, x.name, x.summary, v.property, v.value, v.object_id from card_value v join "object" x on x.id = v.object_id
            where {connections.IsOneOfIds("v.collection_id", "@c")} and {connections.IsOneOf("v.property", "@p")} and v.folded like @t escape '!'
            order by v.folded limit @l
            """,
            ("@c", connections.Ids([.. books.Select(c => c.Value)])), ("@p", connections.Texts(properties)), ("@t", Holding(folded)), ("@l", limit));
        return await MatchesAsync(command, cancel);
    }

    /// <summary>Names of a book's cards one of whose values of a property holds the folded text, and of those whose rows don't tell all. A scan of the book's values of that property.</summary>
    public async Task<List<string>> CardNamesAsync(CollectionId book, string property, string folded, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            """
            select x.name from card_value v join "object" x on x.id = v.object_id where v.collection_id = @c and v.property = @p and v.folded like @t escape '!'
            union
            select x.name from card_value v join "object" x on x.id = v.object_id where v.collection_id = @c and v.property = @u
            """,
            ("@c", book.Value), ("@p", property), ("@t", Holding(folded)), ("@u", CardValue.Unindexed));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(cancel)) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>All indexed values of some cards.</summary>
    public async Task<List<CardMatch>> CardValuesAsync(IReadOnlyCollection<long> objectIds, CancellationToken cancel)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(
            connection,
            $"select v.collection_id, x.name, x.summary, v.property, v.value, v.object_id from card_value v join \"object\" x on x.id = v.object_id where {connections.IsOneOfIds("v.object_id", "@i")} order by v.object_id, v.n",
            ("@i", connections.Ids(objectIds)));
        return await MatchesAsync(command, cancel);
    }

    /// <summary>The pattern of LIKE for "stands somewhere in it".</summary>
    private static string Holding(string folded) => $"%{folded.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    private static async Task<List<CardMatch>> MatchesAsync(DbCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<CardMatch>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new CardMatch(new CollectionId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5)));
        return rows;
    }

    private async Task<List<ObjectRow>> RowsAsync(string sql, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var connection = await connections.OpenAsync(cancel);
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<ObjectRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new ObjectRow(
                reader.GetInt64(0), new CollectionId(reader.GetInt64(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5), reader.GetString(6), reader.GetString(7),
                reader.GetString(8), (Classification)reader.GetInt32(9), reader.GetBoolean(10), reader.GetFieldValue<byte[]>(11), At(reader, 12), At(reader, 13)));
        }

        return rows;
    }

    private static Instant At(DbDataReader reader, int column) => Instant.FromUnixTimeTicks(reader.GetInt64(column));

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            if (!sql.Contains(name, StringComparison.Ordinal)) continue;
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
