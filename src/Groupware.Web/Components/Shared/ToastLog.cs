namespace Groupware.Web.Components.Shared;

internal static partial class ToastLog
{
    [LoggerMessage(9901, LogLevel.Warning, "What a person did could not be taken back")]
    public static partial void UndoFailed(this ILogger logger, Exception cause);
}
