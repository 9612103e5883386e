namespace Groupware.Web.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(9501, LogLevel.Information, "The demo was filled in {Elapsed}")]
    public static partial void DemoFilled(this ILogger logger, TimeSpan elapsed);

    [LoggerMessage(9502, LogLevel.Warning, "The demo could not be filled in (attempt {Attempt} of {Attempts}); what is missing then comes with the next start")]
    public static partial void DemoNotFilled(this ILogger logger, Exception cause, int attempt, int attempts);
}
