using Microsoft.AspNetCore.DataProtection;

namespace Groupware.Web.Start;

/// <summary>The data folder, held by one process at a time: the lock goes with the process, also when it is killed.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>SQLite's file in the data folder.</summary>
    public const string Database = "groupware.db";

    private readonly FileStream held;

    private DataFolder(FileStream held) => this.held = held;

    /// <exception cref="StartRefusedException">It cannot be made, written, or another process holds it.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            // passable for the mail system's users, not listable; what must stay closed has its own mode
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | (Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {path} (GROUPWARE_DATA) cannot be made or written by {Environment.UserName}: give it to that user, or choose another folder.", e);
        }

        var folder = Hold(path);
        try
        {
            Close(path);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new StartRefusedException($"The data folder {path} (GROUPWARE_DATA) holds files that do not belong to {Environment.UserName}: give all of it to that user, or choose another folder.", e);
        }
    }

    // What people wrote is its owner's alone, whatever the umask: with Postfix the data folder itself must be passable for others.
    private static void Close(string path)
    {
        const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var name in new[] { "outbox", "attachments" })
        {
            Directory.CreateDirectory(Path.Combine(path, name), OwnersFolder);
            File.SetUnixFileMode(Path.Combine(path, name), OwnersFolder);
        }

        // SQLite gives its other files the mode of this one
        foreach (var name in new[] { Database, Database + "-wal", Database + "-shm" })
        {
            var file = Path.Combine(path, name);
            if (File.Exists(file)) File.SetUnixFileMode(file, OwnersFile);
        }
    }

    /// <summary>Makes the database file before SQLite does, which would let everybody read it.</summary>
    public static void MakeDatabase(string path)
    {
        if (File.Exists(path)) return;
        using var made = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    private static DataFolder Hold(string path)
    {
        try
        {
            return new DataFolder(new FileStream(Path.Combine(path, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartRefusedException($"The data folder {path} (GROUPWARE_DATA) cannot be written by {Environment.UserName}: give it to that user, or choose another folder.", e);
        }
        catch (IOException e)
        {
            throw new StartRefusedException($"The data folder {path} (GROUPWARE_DATA) is in use by another running Groupware: stop that one, or choose another folder.", e);
        }
    }

    public void Dispose() => held.Dispose();
}

internal static class DataFolderKeys
{
    /// <summary>The keys that protect cookies stand in the data folder, so that a restart signs nobody out.</summary>
    public static void AddDataFolderKeys(this IServiceCollection services, string data)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("groupware").PersistKeysToFileSystem(folder);
    }
}
