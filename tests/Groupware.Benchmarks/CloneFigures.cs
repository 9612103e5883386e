using System.Diagnostics;
using System.Globalization;
using Groupware.Testing;

namespace Groupware.Benchmarks;

/// <summary>What a visitor waits for: from <c>git clone</c> of what is committed to "Ready:" by <c>run.sh</c>, demo included, and once more on what is there then. Packages that are missing are part of it.</summary>
internal static class CloneFigures
{
    public static async Task MeasureAsync(Bench bench)
    {
        var first = new Figure("git clone and ./run.sh -> Ready", 300_000);
        var second = new Figure("./run.sh once more -> Ready", 10_000);
        var demo = new Figure("the demo is filled", 20_000);
        for (var n = 0; n < bench.Repeat(1); n++)
        {
            var folder = Directory.CreateTempSubdirectory("gw-clone-").FullName;
            File.SetUnixFileMode(folder, (UnixFileMode)0x1ED);   // 0755: the mail system's users pass it
            var ports = SuitePorts.Take();
            var watch = Stopwatch.StartNew();
            using (var clone = Process.Start("git", ["clone", "-q", ProductFiles.Root, Path.Combine(folder, "clone")])) await clone.WaitForExitAsync();
            await StartAndStopAsync(folder, ports, watch, first, demo);
            for (var again = 0; again < 3; again++) await StartAndStopAsync(folder, ports, Stopwatch.StartNew(), second, demo);
            Directory.Delete(folder, recursive: true);
        }

        first.Print();
        second.Print();
        demo.Print();
    }

    private static async Task StartAndStopAsync(string folder, SuitePorts ports, Stopwatch watch, Figure figure, Figure demo)
    {
        var start = new ProcessStartInfo("./run.sh") { WorkingDirectory = Path.Combine(folder, "clone"), UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["GROUPWARE_URL"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{ports.Web}");
        start.Environment["GROUPWARE_DATA"] = Path.Combine(folder, "data");
        foreach (var (setting, port) in ports.Settings) start.Environment[setting] = port.ToString(CultureInfo.InvariantCulture);
        using var run = Process.Start(start) ?? throw new InvalidOperationException("run.sh did not start");
        while (await run.StandardOutput.ReadLineAsync() is { } line)
        {
            // "… The demo was filled in 00:00:06.8557625"
            if (line.Contains("The demo was filled in ", StringComparison.Ordinal)) demo.Add(TimeSpan.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture).TotalMilliseconds);
            if (!line.StartsWith("Ready: ", StringComparison.Ordinal)) continue;
            figure.Add(watch.Elapsed.TotalMilliseconds);
            break;
        }

        using (var stop = Process.Start("kill", ["-TERM", run.Id.ToString(CultureInfo.InvariantCulture)])) await stop.WaitForExitAsync();
        await run.WaitForExitAsync();
    }
}
