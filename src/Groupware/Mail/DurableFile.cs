using System.Runtime.InteropServices;
using System.Text;

namespace Groupware.Mail;

/// <summary>Gives a flushed file its name so that the name, too, is there after a power cut: fsync(2) of a file does not write its folder.</summary>
internal static class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Renames within one file system.</summary>
    /// <exception cref="IOException">The folder could not be flushed; the file has its new name.</exception>
    public static void Rename(string from, string to, bool overwrite)
    {
        File.Move(from, to, overwrite);
        Flush(Path.GetDirectoryName(Path.GetFullPath(to))!);   // a file's path always has a folder
    }

    /// <summary>Makes a folder that is missing, and writes its name down in its parent.</summary>
    /// <exception cref="IOException">The parent could not be flushed.</exception>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path)) return;
        Directory.CreateDirectory(path);
        Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);   // below the data folder
    }

    private static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;   // the file system keeps the order itself
        var folder = open(Encoding.UTF8.GetBytes(path + "\0"), ReadOnly);
        var flushed = folder >= 0 && fsync(folder) == 0;
        var error = Marshal.GetLastPInvokeError();
        if (folder >= 0) _ = close(folder);
        if (!flushed) throw new IOException($"The folder {path} could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);
}
