using System.Runtime.InteropServices;

namespace Groupware.MailHost.Processes;

/// <summary>POSIX signals to other processes; .NET itself only knows how to kill.</summary>
internal static class Signals
{
    public const int Hangup = 1;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <returns>False: no such process, or not ours.</returns>
    public static bool Send(int processId, int signal) => kill(processId, signal) == 0;

    public static bool Alive(int processId) => kill(processId, 0) == 0;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int sig);
}
