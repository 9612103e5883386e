namespace Groupware.Web.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(9501, LogLevel.Information, "The demo was filled in {Elapsed}")]
    public static partial void DemoFilled(this ILogger logger, TimeSpan elapsed);
}
