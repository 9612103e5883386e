using Microsoft.Extensions.Logging;

namespace Groupware.Dav;

/// <summary>What DAV tells the administrator.</summary>
internal static partial class DavLog
{
    [LoggerMessage(8001, LogLevel.Error, "A {Method} request failed")]
    public static partial void RequestFailed(this ILogger logger, Exception cause, string method);
}
