using Groupware.Storage.Mail;
using Microsoft.Extensions.Logging;

namespace Groupware.Mail.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(2101, LogLevel.Warning, "Submissions unclear after a restart: {Count}; they stay in the outbox until their senders decide")]
    public static partial void SubmissionsUnclear(this ILogger logger, int count);

    [LoggerMessage(2102, LogLevel.Error, "The outbox could not be worked on; it goes on in a few seconds")]
    public static partial void OutboxFailed(this ILogger logger, Exception cause);

    [LoggerMessage(2103, LogLevel.Error, "Sending {MessageId} failed")]
    public static partial void SubmissionFailed(this ILogger logger, Exception cause, string messageId);

    [LoggerMessage(2104, LogLevel.Warning, "{MessageId} was not submitted: {Result}, {Fault}, try {Attempt}")]
    public static partial void NotSubmitted(this ILogger logger, string messageId, SubmissionResult result, SubmissionFault fault, int attempt);

    [LoggerMessage(2105, LogLevel.Information, "{MessageId} submitted, try {Attempt}")]
    public static partial void Submitted(this ILogger logger, string messageId, int attempt);

    [LoggerMessage(2106, LogLevel.Warning, "{MessageId} is sent but could not be filed in Sent; filing is tried again")]
    public static partial void NotFiled(this ILogger logger, Exception cause, string messageId);

    [LoggerMessage(2107, LogLevel.Error, "What became of {MessageId} could not be written down; it is tried until it is")]
    public static partial void NotRecorded(this ILogger logger, Exception cause, string messageId);
}
