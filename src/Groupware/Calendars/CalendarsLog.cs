using Microsoft.Extensions.Logging;

namespace Groupware.Calendars;

/// <summary>What calendars tell the administrator.</summary>
internal static partial class CalendarsLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Occurrences of long series couldn't be extended; queries evaluate them meanwhile, and it is tried again in six hours")]
    public static partial void HorizonBehind(this ILogger logger, Exception cause);

    [LoggerMessage(3002, LogLevel.Warning, "Occurrences of object {Id} ({Name}) in collection {Collection} couldn't be extended; the others were, and it is tried again in six hours")]
    public static partial void SeriesNotExtended(this ILogger logger, Exception cause, long id, string name, long collection);
}
