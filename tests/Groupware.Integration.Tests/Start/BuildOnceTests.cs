using System.Diagnostics;
using System.Globalization;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>How <c>run.sh</c> builds, with a <c>dotnet</c> that only writes down what it was asked, slowly: two starts at once in one folder build once, and a start that is stopped leaves nothing.</summary>
public sealed class BuildOnceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gw-run-").FullName;

    public BuildOnceTests()
    {
        foreach (var name in new[] { "deploy", "src", "wwwroot", "stubs" }) Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (var file in new[] { "run.sh", "deploy/packages.sh", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json" }) File.Copy(Path.Combine(ProductFiles.Root, file), Path.Combine(folder, file));
        var dotnet = Path.Combine(folder, "stubs", "dotnet");
        File.WriteAllText(dotnet, $$"""
            #!/bin/bash
            case "$1" in
              --version) echo 10.0.100 ;;
              publish)
                echo build >>{{folder}}/asked; [[ $BUILD_TIME != fail ]] || { echo "no compiler today"; exit 1; }
                mkdir "$6"; sleep "$BUILD_TIME"; echo >"$6/Groupware.Web.dll" ;;
              *) echo "started"; echo "$1" >>{{folder}}/programs; [[ ! -e hold ]] || exec -a "dotnet $1" sleep 987653 ;;
            esac

            """);
        File.SetUnixFileMode(dotnet, (UnixFileMode)0x1ED);   // 0755
    }

    [Fact]
    public async Task The_second_waits_and_starts_what_the_first_has_built()
    {
        var said = await Task.WhenAll(RunAsync(), RunAsync());
        Assert.All(said, text => Assert.EndsWith("started\n", text, StringComparison.Ordinal));
        Assert.Equal("build\n", await File.ReadAllTextAsync(Path.Combine(folder, "asked")));
        Assert.Single(said, text => text.Contains("Waiting for another start", StringComparison.Ordinal));
        Assert.Equal("started\n", await RunAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_start_that_is_stopped_while_it_builds_stops_the_build_and_leaves_nothing_half_made(string signal)
    {
        using var run = Process.Start(StartInfo(buildTime: "987654"))!;
        await Until.TrueAsync(() => HalfMade().Length == 1 && Building(), TimeSpan.FromSeconds(20), "it builds");
        using (var kill = Process.Start("kill", ["-" + signal, run.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await run.WaitForExitAsync();
        Assert.NotEqual(0, run.ExitCode);
        await Until.TrueAsync(() => !Building(), TimeSpan.FromSeconds(10), "the build has ended");
        Assert.Empty(HalfMade());
        Assert.EndsWith("started\n", await RunAsync(), StringComparison.Ordinal);   // the next one builds anew
    }

    [Fact]
    public async Task A_build_that_fails_says_so_and_leaves_nothing_half_made()
    {
        using var run = Process.Start(StartInfo(buildTime: "fail"))!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no compiler today\nGroupware: The build failed; the whole log is in " + folder, said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(folder, "artifacts")));
    }

    [Fact]
    public async Task After_a_change_the_next_start_builds_anew_and_leaves_alone_what_another_one_runs_from()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "hold"), "");
        using var first = Process.Start(StartInfo(buildTime: "0"))!;
        await Until.TrueAsync(() => File.Exists(Path.Combine(folder, "programs")), TimeSpan.FromSeconds(20), "the first one runs");
        File.Delete(Path.Combine(folder, "hold"));
        await File.WriteAllTextAsync(Path.Combine(folder, "src", "New.cs"), "// changed");
        Assert.EndsWith("started\n", await RunAsync(), StringComparison.Ordinal);
        var programs = await File.ReadAllLinesAsync(Path.Combine(folder, "programs"));
        Assert.NotEqual(programs[0], programs[1]);
        Assert.All(programs, program => Assert.True(File.Exists(Path.Combine(folder, program)), program));

        first.Kill();
        await first.WaitForExitAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "src", "New.cs"), "// changed again");
        await RunAsync();
        Assert.Single(Directory.GetDirectories(Path.Combine(folder, "artifacts")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> RunAsync()
    {
        using var run = Process.Start(StartInfo(buildTime: "1"))!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return said;
    }

    private ProcessStartInfo StartInfo(string buildTime)
    {
        // whoever runs the tests in the background has taken Ctrl-C and hang-ups away from all that he starts
        var start = new ProcessStartInfo("env", ["--default-signal=INT,HUP", "bash", "-c", "exec ./run.sh 2>&1"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["MailHost__Enabled"] = "false";
        start.Environment["BUILD_TIME"] = buildTime;
        start.Environment["PATH"] = $"{folder}/stubs:{Environment.GetEnvironmentVariable("PATH")}";
        return start;
    }

    private string[] HalfMade() => Directory.Exists(Path.Combine(folder, "artifacts")) ? Directory.GetDirectories(Path.Combine(folder, "artifacts"), "*.new") : [];

    private static bool Building()
    {
        using var find = Process.Start(new ProcessStartInfo("pgrep", ["-f", "^sleep 987654"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        find.WaitForExit();
        return find.ExitCode == 0;
    }
}
