namespace Groupware.Web.Components.Mail.Compose;

internal static partial class ComposeLog
{
    [LoggerMessage(9801, LogLevel.Warning, "The outbox could not be read")]
    public static partial void OutboxNotRead(this ILogger logger, Exception cause);

    [LoggerMessage(9802, LogLevel.Warning, "The script of a compose window failed while the window was opened")]
    public static partial void WindowNotOpened(this ILogger logger, Exception cause);
}
