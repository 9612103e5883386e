using Microsoft.Extensions.Logging;

namespace Groupware.Collections;

/// <summary>What collections tell the administrator.</summary>
internal static partial class CollectionsLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Old changes couldn't be forgotten; the database grows until it is tried again tomorrow")]
    public static partial void RetentionBehind(this ILogger logger, Exception cause);
}
