namespace Groupware.Web.Components.Shared;

internal static partial class DatabaseGuardLog
{
    [LoggerMessage(9902, LogLevel.Warning, "The database did not do what a person asked for; the person was told")]
    public static partial void DatabaseAway(this ILogger logger, Exception cause);
}
