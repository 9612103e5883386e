namespace Groupware.Web.Admin;

internal static partial class AdminLog
{
    [LoggerMessage(9101, LogLevel.Information, "Made the first administrator, {Address}")]
    public static partial void FirstAdministratorMade(this ILogger logger, string address);

    [LoggerMessage(9102, LogLevel.Warning, "There is no administrator yet: set Admin__Address and Admin__Password, or use \"./run.sh admin add-person ADDRESS --admin\"")]
    public static partial void NoAdministrator(this ILogger logger);
}
