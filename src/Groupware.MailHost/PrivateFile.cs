namespace Groupware.MailHost;

/// <summary>Writes a configuration file whole or not at all, with its mode from the first byte on.</summary>
internal static class PrivateFile
{
    public const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    public const UnixFileMode Everybody = OwnerAndGroup | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static void Write(string path, string text, UnixFileMode mode)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        File.SetUnixFileMode(draft, mode);   // the process's umask may have taken bits away
        File.Move(draft, path, overwrite: true);
    }
}
