namespace Groupware.Web.Components.Tasks;

internal static partial class TasksLog
{
    [LoggerMessage(9401, LogLevel.Warning, "The task lists could not be read")]
    public static partial void TasksNotRead(this ILogger logger, Exception cause);
}
