using Groupware.MailHost.Processes;

namespace Groupware.MailHost;

/// <summary>Makes the folders of the mail host, each owned by whom works in it and closed to others.</summary>
internal static class Folders
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>To pass through, not to list.</summary>
    private const UnixFileMode Passage = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Make(MailHostLayout layout, SystemUsers users)
    {
        if (users.Root) CheckReachable(layout);
        var passage = users.Root ? Passage : Private;
        foreach (var path in new[] { layout.Data, layout.Root, layout.Etc, layout.PostfixConfiguration, Path.Combine(layout.Root, "postfix"), layout.Log })
            Make(path, passage);
        foreach (var path in new[] { layout.Mail, layout.State, layout.Missed, layout.Acl, layout.Public }) Make(path, Private);
        Make(layout.Run, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead | passage);
        if (!users.Root) return;
        Make(layout.PostfixQueue, Passage | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Make(layout.PostfixData, Private);
    }

    /// <summary>Owners can be set only as root, and only once the files are there.</summary>
    public static async Task OwnAsync(MailHostLayout layout, SystemUsers users)
    {
        if (!users.Root) return;
        await Command.ReadAsync("chown", $"{users.Mail}:{users.MailGroup}", layout.Mail, layout.Missed, layout.Acl, layout.Public);
        await Command.ReadAsync("chown", "root:" + users.InternalGroup, Path.Combine(layout.Etc, "auth.lua"), Path.Combine(layout.Etc, "master-users"));
        await Command.ReadAsync("chown", "root:" + users.MailGroup, Path.Combine(layout.Etc, "push.lua"));
        await Command.ReadAsync("chown", "postfix", layout.PostfixData);
    }

    /// <summary>As root, Dovecot and Postfix work as users of their own, who cannot pass a closed folder such as /root.</summary>
    private static void CheckReachable(MailHostLayout layout)
    {
        for (var folder = Directory.GetParent(layout.Data); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && (folder.UnixFileMode & UnixFileMode.OtherExecute) == UnixFileMode.None)
            {
                throw new StartRefusedException($"GROUPWARE_DATA is {layout.Data}, but {folder.FullName} is closed to the mail system's users: "
                    + "choose another folder, for example GROUPWARE_DATA=/var/lib/groupware.");
            }
        }
    }

    private static void Make(string path, UnixFileMode mode)
    {
        try
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The folder {path} cannot be made or changed by {Environment.UserName}: give it to that user, or set GROUPWARE_DATA to another folder.", e);
        }
    }
}
