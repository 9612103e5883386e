namespace Groupware.Web.Components.Agenda;

internal static partial class AgendaLog
{
    [LoggerMessage(9301, LogLevel.Warning, "The list of calendars could not be read")]
    public static partial void CalendarsNotRead(this ILogger logger, Exception cause);

    [LoggerMessage(9302, LogLevel.Warning, "An event could not be read")]
    public static partial void EventNotRead(this ILogger logger, Exception cause);
}
