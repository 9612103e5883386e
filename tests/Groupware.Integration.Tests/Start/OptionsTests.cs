using System.Diagnostics;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>What <c>run.sh</c> understands, in a folder with nothing built: whoever asks something wrong starts nothing.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gw-run-").FullName;

    public OptionsTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "deploy"));
        foreach (var file in new[] { "run.sh", "deploy/packages.sh", "Directory.Build.props" }) File.Copy(Path.Combine(ProductFiles.Root, file), Path.Combine(folder, file));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_names_every_option_and_the_settings_of_the_start(string option)
    {
        var (code, output, error) = await RunAsync(option);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Usage: ./run.sh ", output, StringComparison.Ordinal);
        Assert.All(["--no-demo", "--no-build", "--version", "admin help", "GROUPWARE_URL", "GROUPWARE_DATA", "MailHost__Enabled"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var (code, output, error) = await RunAsync("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^Groupware \d+\.\d+\.\d+\n$", output);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("start")]
    [InlineData("")]
    public async Task What_it_does_not_know_ends_with_a_sentence_and_2(string option)
    {
        var (code, output, error) = await RunAsync("--no-build", option);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"Groupware: \"{option}\" is not an option of run.sh; ./run.sh --help lists them.\n", error);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Without a mail host, so that no failure of a test ever installs packages.</summary>
    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] options)
    {
        var start = new ProcessStartInfo("bash", ["./run.sh", .. options]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MailHost__Enabled"] = "false";
        using var run = Process.Start(start)!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, said[0], said[1]);
    }
}
