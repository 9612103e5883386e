namespace Groupware.Web;

internal static partial class SignInLog
{
    [LoggerMessage(9601, LogLevel.Warning, "The session of an open tab could not be checked; it is tried again until it can")]
    public static partial void SessionNotChecked(this ILogger logger, Exception cause);
}
