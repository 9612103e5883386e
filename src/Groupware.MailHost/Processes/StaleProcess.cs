using System.Globalization;

namespace Groupware.MailHost.Processes;

/// <summary>Ends what an earlier run of the suite left behind when it was killed itself.</summary>
internal static class StaleProcess
{
    /// <summary>
    /// Every process whose session was started for this data folder: the pid file names the master, its command line must name our configuration
    /// (a number alone may belong to somebody else by now), and children whose master is gone are found by the session they were started in.
    /// </summary>
    /// <returns>How many were ended.</returns>
    public static async Task<int> EndAsync(string pidFile, string configuration, TimeProvider time, CancellationToken cancel)
    {
        var ended = new List<int>();
        if (await ReadPidAsync(pidFile) is { } master)
        {
            var mine = CommandLine(master).Contains(configuration, StringComparison.Ordinal);
            if (mine && Signals.Send(master, Signals.Terminate)) ended.Add(master);
            foreach (var child in OfSession(master))
            {
                // with the master alive it ends them itself; without it they are orphans of a session that carried our pid
                if (!mine && Parent(child) == 1 && Signals.Send(child, Signals.Terminate)) ended.Add(child);
            }
        }

        if (ended.Count > 0)
        {
            var deadline = time.GetTimestamp();
            while (ended.Exists(Signals.Alive) && time.GetElapsedTime(deadline) < TimeSpan.FromSeconds(5))
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
            foreach (var left in ended.Where(Signals.Alive)) Signals.Send(left, Signals.Kill);
        }

        if (File.Exists(pidFile)) File.Delete(pidFile);
        return ended.Count;
    }

    /// <remarks>By another program: Postfix holds a lock on its file as long as it runs, and .NET always asks for one before it reads.</remarks>
    private static async Task<int?> ReadPidAsync(string file) =>
        File.Exists(file) && int.TryParse((await Command.ReadAsync("cat", file)).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;

    private static string CommandLine(int pid) => ReadProc(pid, "cmdline").Replace('\0', ' ');

    private static int Parent(int pid) => Field(pid, 1);

    private static IEnumerable<int> OfSession(int session)
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid != session && Field(pid, 3) == session)
                yield return pid;
        }
    }

    /// <summary>Fields of /proc/PID/stat after the name in brackets: state, parent, group, session.</summary>
    private static int Field(int pid, int index)
    {
        var stat = ReadProc(pid, "stat");
        var parts = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > index && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }

    private static string ReadProc(int pid, string name)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/{name}");
        }
        catch (IOException)
        {
            return "";   // it ended meanwhile
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
