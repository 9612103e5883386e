namespace Groupware.Web.Components.Contacts;

internal static partial class ContactsLog
{
    [LoggerMessage(9701, LogLevel.Warning, "The contacts could not be read")]
    public static partial void ContactsNotRead(this ILogger logger, Exception cause);
}
