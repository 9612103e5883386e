using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Groupware.Storage.Objects;

/// <summary>Open connections for reading by hand-written SQL, and the few words in which the databases differ.</summary>
internal interface IObjectConnections
{
    /// <summary>An open connection of the pool.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>SQL that is true when the column is one of the texts bound to the parameter.</summary>
    string IsOneOf(string column, string parameter);

    /// <summary>Binds a list of texts for <see cref="IsOneOf"/>.</summary>
    object Texts(IReadOnlyCollection<string> values);

    /// <summary>SQL that is true when the column is one of the ids bound to the parameter.</summary>
    string IsOneOfIds(string column, string parameter);

    /// <summary>Binds a list of ids for <see cref="IsOneOfIds"/>.</summary>
    object Ids(IReadOnlyCollection<long> values);
}

/// <summary>SQLite: a list travels as JSON.</summary>
internal sealed class SqliteObjectConnections(string connectionString) : IObjectConnections
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        SqlitePragmas.Set(connection);
        return connection;
    }

    public string IsOneOf(string column, string parameter) => $"{column} in (select value from json_each({parameter}))";

    public object Texts(IReadOnlyCollection<string> values) => System.Text.Json.JsonSerializer.Serialize(values);

    public string IsOneOfIds(string column, string parameter) => IsOneOf(column, parameter);

    public object Ids(IReadOnlyCollection<long> values) => System.Text.Json.JsonSerializer.Serialize(values);
}

/// <summary>PostgreSQL: a list is an array.</summary>
internal sealed class PostgresObjectConnections(NpgsqlDataSource database) : IObjectConnections
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancel) => await database.OpenConnectionAsync(cancel);

    public string IsOneOf(string column, string parameter) => $"{column} = any({parameter})";

    public object Texts(IReadOnlyCollection<string> values) => values.ToArray();

    public string IsOneOfIds(string column, string parameter) => IsOneOf(column, parameter);

    public object Ids(IReadOnlyCollection<long> values) => values.ToArray();
}
