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
        if (OperatingSystem.IsWindows()) return;   // the file system keeps the order itself
        var folder = open(Encoding.UTF8.GetBytes(Path.GetDirectoryName(Path.GetFullPath(to))! + "\0"), ReadOnly);   // a file's path always has a folder
        var flushed = folder >= 0 && fsync(folder) == 0;
        var error = Marshal.GetLastPInvokeError();
        if (folder >= 0) _ = close(folder);
        if (!flushed) throw new IOException($"The folder of {to} could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
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
