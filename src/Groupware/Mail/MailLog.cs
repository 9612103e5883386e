using Microsoft.Extensions.Logging;

namespace Groupware.Mail;

internal static partial class MailLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Mail store of person {Person} is not available ({Fault}); next try in {Delay}")]
    public static partial void StoreLost(this ILogger logger, Exception? cause, long person, MailStoreFault fault, TimeSpan delay);

    [LoggerMessage(2002, LogLevel.Information, "Mail store of person {Person} answers again")]
    public static partial void StoreBack(this ILogger logger, long person);

    [LoggerMessage(2003, LogLevel.Warning, "Watching the mailbox of person {Person} failed; it goes on by itself")]
    public static partial void WatchFailed(this ILogger logger, Exception cause, long person);

    [LoggerMessage(2004, LogLevel.Warning, "Message {Uid} of person {Person} cannot be taken apart; its source is offered instead")]
    public static partial void UnreadableMessage(this ILogger logger, Exception cause, uint uid, long person);

    [LoggerMessage(2005, LogLevel.Debug, "Closing a connection of person {Person} failed")]
    public static partial void CloseFailed(this ILogger logger, Exception cause, long person);

    [LoggerMessage(2006, LogLevel.Warning, "The mailbox of person {Person} could not be tidied or closed; it is tried again")]
    public static partial void TidyFailed(this ILogger logger, Exception cause, long person);
}
