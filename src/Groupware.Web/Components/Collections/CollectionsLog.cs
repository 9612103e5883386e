namespace Groupware.Web.Components.Collections;

internal static partial class CollectionsLog
{
    [LoggerMessage(9303, LogLevel.Warning, "The database did not take a change of an event or a task; the person was told")]
    public static partial void NotWritten(this ILogger logger, Exception cause);
}
