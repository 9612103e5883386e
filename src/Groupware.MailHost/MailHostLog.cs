using Microsoft.Extensions.Logging;

namespace Groupware.MailHost;

/// <summary>Log messages of the mail host: 2800 to 2899.</summary>
internal static partial class MailHostLog
{
    [LoggerMessage(2800, LogLevel.Information, "Mail host runs: IMAP {Imap}, submission {Submission}, started in {Elapsed}")]
    public static partial void MailHostRuns(this ILogger logger, int imap, int submission, TimeSpan elapsed);

    [LoggerMessage(2801, LogLevel.Warning, "{Server} ended by itself ({LastWords}) and is started again in {Delay}")]
    public static partial void ServerEnded(this ILogger logger, string server, string lastWords, TimeSpan delay);

    [LoggerMessage(2802, LogLevel.Information, "{Count} processes of an earlier run were still there and were ended")]
    public static partial void StaleProcessesEnded(this ILogger logger, int count);

    [LoggerMessage(2803, LogLevel.Warning, "A lookup for Postfix failed")]
    public static partial void MapLookupFailed(this ILogger logger, Exception cause);

    [LoggerMessage(2804, LogLevel.Information, "A connection for lookups ended with an error")]
    public static partial void MapConnectionFailed(this ILogger logger, Exception cause);

    [LoggerMessage(2805, LogLevel.Warning, "doveadm {Command} failed ({Reason}): the change is in force when its cached sign-in expires, within 60 s")]
    public static partial void DoveadmFailed(this ILogger logger, string command, string reason);

    [LoggerMessage(2806, LogLevel.Warning, "{Server} could not be started again: {Reason}")]
    public static partial void RestartFailed(this ILogger logger, string server, string reason);

    [LoggerMessage(2807, LogLevel.Warning, "A message was not handed to the mail store; the sender keeps it")]
    public static partial void HandOverFailed(this ILogger logger, Exception cause);
}
