using Microsoft.Extensions.Logging;

namespace Groupware.Mail.Composing;

internal static partial class ComposingLog
{
    [LoggerMessage(2121, LogLevel.Error, "Keeping drafts in order failed; it is tried again in a minute")]
    public static partial void UpkeepFailed(this ILogger logger, Exception cause);

    [LoggerMessage(2122, LogLevel.Warning, "A draft of person {Person} could not be copied to the Drafts folder; it is tried again")]
    public static partial void CopyFailed(this ILogger logger, Exception cause, long person);

    [LoggerMessage(2123, LogLevel.Warning, "Draft {Draft} of person {Person} could not be copied to the Drafts folder; the others go on, and it is tried again")]
    public static partial void DraftCopyFailed(this ILogger logger, Exception cause, string draft, long person);
}
