using Microsoft.Extensions.Logging;

namespace Groupware.Contacts;

/// <summary>What contacts tell the administrator.</summary>
internal static partial class ContactsLog
{
    [LoggerMessage(4001, LogLevel.Warning, "The company directory's address book couldn't be brought in step; it is tried again within five minutes")]
    public static partial void DirectoryBookBehind(this ILogger logger, Exception cause);
}
