using System.Diagnostics;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>Two starts at once in one folder build once: a <c>dotnet</c> that only writes down what it was asked, slowly.</summary>
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
              publish) echo build >>{{folder}}/asked; sleep 1; mkdir artifacts/app.new; echo >artifacts/app.new/Groupware.Web.dll ;;
              *) echo "started" ;;
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

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> RunAsync()
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec ./run.sh 2>&1"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["MailHost__Enabled"] = "false";
        start.Environment["PATH"] = $"{folder}/stubs:{Environment.GetEnvironmentVariable("PATH")}";
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return said;
    }
}
