using Microsoft.Extensions.Logging;

namespace Groupware.People;

internal static partial class PeopleLog
{
    [LoggerMessage(1001, LogLevel.Information, "Sign-in refused for {Name} by {Protocol} from {RemoteAddress}")]
    public static partial void SignInRefused(this ILogger logger, string name, SignInProtocol protocol, string remoteAddress);

    [LoggerMessage(1002, LogLevel.Warning, "Sign-in held back for {Name} by {Protocol} from {RemoteAddress}: too many wrong passwords, next one in {Wait}")]
    public static partial void SignInHeldBack(this ILogger logger, string name, SignInProtocol protocol, string remoteAddress, TimeSpan wait);

    [LoggerMessage(1003, LogLevel.Error, "The directory's database does not answer; nobody new can sign in")]
    public static partial void DirectoryUnavailable(this ILogger logger, Exception cause);

    [LoggerMessage(1004, LogLevel.Information, "Made an account for {Address}, whom the mail host let in")]
    public static partial void PersonCameFromMailHost(this ILogger logger, string address);

    [LoggerMessage(1005, LogLevel.Warning, "The mail host was not told of {Count} changed people; its cached answers last a minute at most")]
    public static partial void MailHostNotTold(this ILogger logger, Exception cause, int count);

    [LoggerMessage(1006, LogLevel.Warning, "The mail host let {Name} in, but that is no mail address: set Directory__DefaultDomain")]
    public static partial void NameIsNoAddress(this ILogger logger, string name);

    [LoggerMessage(1007, LogLevel.Warning, "The mail host could not be asked about a sign-in: {Fault}")]
    public static partial void MailHostNotAsked(this ILogger logger, MailHostFault fault);
}
