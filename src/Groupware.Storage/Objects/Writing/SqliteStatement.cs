using Microsoft.Data.Sqlite;

namespace Groupware.Storage.Objects.Writing;

/// <summary>A prepared command with positional parameters <c>$1 $2 …</c>, kept for the life of its connection. Not thread-safe, like it.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand command;
    private readonly SqliteParameter[] parameters;

    public SqliteStatement(SqliteConnection connection, int count, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        parameters = new SqliteParameter[count];
        for (var i = 0; i < count; i++) parameters[i] = command.Parameters.AddWithValue(FormattableString.Invariant($"${i + 1}"), DBNull.Value);
    }

    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    public long Number(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long)command.ExecuteScalar()!;   // each such statement returns one integer
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < parameters.Length; i++) parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
