namespace Groupware.MailHost;

/// <summary>Which system users the parts run as: Debian's own when the suite is root, otherwise all the ordinary user.</summary>
/// <param name="Root">Whether the suite may start Postfix and change owners.</param>
/// <param name="Mail">Owner of the mail.</param>
/// <param name="Internal">Dovecot's own processes.</param>
/// <param name="Login">Dovecot's login processes, which talk to strangers.</param>
internal sealed record SystemUsers(bool Root, string Mail, string MailGroup, string Internal, string InternalGroup, string Login)
{
    public static async Task<SystemUsers> CurrentAsync(MailHostOptions options)
    {
        if (Environment.IsPrivilegedProcess) return new(Root: true, options.User, options.User, "dovecot", "dovecot", "dovenull");
        var group = (await Processes.Command.ReadAsync("id", "-gn")).Trim();
        return new(Root: false, Environment.UserName, group, Environment.UserName, group, Environment.UserName);
    }
}
