using System.Data.Common;

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
}
