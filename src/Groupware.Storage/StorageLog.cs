using Microsoft.Extensions.Logging;

namespace Groupware.Storage;

/// <summary>What the database layer tells the administrator.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(9501, LogLevel.Warning, "The change feed of the database was cut; open pages of this node hear of other nodes' changes again after it is back")]
    public static partial void ChangeFeedCut(this ILogger logger, Exception cause);
}
