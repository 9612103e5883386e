using Microsoft.AspNetCore.DataProtection;

namespace Groupware.Web.Start;

/// <summary>The data folder, held by one process at a time: the lock goes with the process, also when it is killed.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>SQLite's file in the data folder.</summary>
    public const string Database = "groupware.db";

    private readonly FileStream held;
    private readonly string path;
    private First first;

    private DataFolder(FileStream held, string path, First made) => (this.held, this.path, first) = (held, path, made);

    /// <exception cref="StartRefusedException">It cannot be made, written, or another process holds it.</exception>
    public static DataFolder Open(string path)
    {
        First made;
        try
        {
            made = !Directory.Exists(path) ? First.Folder : Directory.EnumerateFileSystemEntries(path).Any() ? First.Nothing : First.Content;
            Make(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {path} (GROUPWARE_DATA) cannot be made or written by {Environment.UserName}: give it to that user, or choose another folder.", e);
        }

        var folder = Hold(path, made);
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

    /// <summary>Passable for the mail system's users, not listable; what must stay closed has its own mode.</summary>
    public static void Make(string path)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | (Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None));
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
    public static void MakeDatabase(string data)
    {
        var file = Path.Combine(data, Database);
        if (File.Exists(file)) return;
        using var made = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    private static DataFolder Hold(string path, First made)
    {
        try
        {
            return new DataFolder(new FileStream(Path.Combine(path, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }), path, made);
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

    /// <summary>From here on somebody's mail or rows may be in it.</summary>
    public void Keep() => first = First.Nothing;

    /// <summary>Takes away what a refused first start has made, so that the next one is a first start again.</summary>
    public void Undo()
    {
        if (first == First.Nothing) return;
        foreach (var file in Directory.EnumerateFiles(path)) File.Delete(file);
        foreach (var folder in Directory.EnumerateDirectories(path)) Directory.Delete(folder, recursive: true);
        if (first == First.Folder) Directory.Delete(path);
        Keep();
    }

    public void Dispose() => held.Dispose();

    /// <summary>What this start is the first to make.</summary>
    private enum First
    {
        /// <summary>The folder was in use before.</summary>
        Nothing,

        /// <summary>The folder was there, and empty.</summary>
        Content,

        /// <summary>There was no folder.</summary>
        Folder,
    }
}

/// <summary>Stands before the first service after which a start is more than an attempt: from then on mail may arrive.</summary>
internal sealed class DataKept(DataFolder data) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        data.Keep();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
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
