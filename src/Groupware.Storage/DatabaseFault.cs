using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Groupware.Storage;

/// <summary>Tells failures of the database from all others. EF wraps those that may pass (a server that restarts, a deadlock) in exceptions of its own.</summary>
public static class DatabaseFault
{
    /// <summary>Whether the database failed, at whatever depth the cause stands.</summary>
    public static bool Is(Exception cause)
    {
        for (var at = cause; at is not null; at = at.InnerException)
        {
            if (at is DbException) return true;
        }

        return false;
    }

    /// <summary>Whether the same is worth trying again a little later: the server is away, the file is busy, the disk is full.</summary>
    public static bool MayPass(Exception cause)
    {
        for (var at = cause; at is not null; at = at.InnerException)
        {
            if (at is DbException { IsTransient: true } or (NpgsqlException and not PostgresException) or SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen } || IsFull(at)) return true;
        }

        return false;
    }

    /// <summary>Whether there is no room on the disk.</summary>
    public static bool IsFull(Exception cause)
    {
        for (var at = cause; at is not null; at = at.InnerException)
        {
            if (at is SqliteException { SqliteErrorCode: Full } or PostgresException { SqlState: PostgresErrorCodes.DiskFull }) return true;
        }

        return false;
    }

    // result codes of SQLite
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
}
