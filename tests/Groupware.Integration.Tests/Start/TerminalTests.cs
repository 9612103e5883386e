using System.Diagnostics;
using System.Net;
using Groupware.Integration.Tests.SignIn;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>The suite as it is started by hand: questions on a terminal, Ctrl-C, and a terminal that goes away.</summary>
[Trait("Category", "Crash")]
public sealed class TerminalTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Signals_stop_everything_it_started(string signal)
    {
        await using var suite = await Suite.StartAsync();
        Assert.Equal(0, await suite.StopAsync(signal));
        Assert.Empty(ProcessesOf(suite));
    }

    [Fact]
    public async Task Control_C_on_the_terminal_stops_everything()
    {
        await using var suite = await Suite.StartAskedAsync(new SuiteOptions());
        await suite.TypeAsync("\u0003");
        await Until.TrueAsync(() => !suite.Running && ProcessesOf(suite).Length == 0, Soon, "all has ended");
    }

    [Fact]
    public async Task Everything_stops_when_the_terminal_goes()
    {
        await using var suite = await Suite.StartAskedAsync(new SuiteOptions());
        await suite.Kill9Async();
        await Until.TrueAsync(() => ProcessesOf(suite).Length == 0, Soon, "the mail host has ended");
        await Until.TrueAsync(() => LocksOf(suite) == 0, Soon, "the web has ended");
        Assert.DoesNotContain("Unhandled exception", suite.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_administrator_is_asked_for_and_the_password_is_not_shown()
    {
        await using var suite = await Suite.StartAskedAsync(new SuiteOptions { Demo = "" },
            ("Address of the first administrator", "boss@company.test"), ("Password for boss@company.test", "correct horse"), ("Once more: ", "correct horse"));
        Assert.DoesNotContain("correct horse", suite.Output, StringComparison.Ordinal);
        using var boss = await WebVisitor.SignedInAsync(suite, "boss@company.test", "correct horse");
        Assert.Equal(HttpStatusCode.OK, await boss.StatusAsync("/admin/people"));
    }

    private static string[] ProcessesOf(Suite suite) => Lines("pgrep", "-a", "-f", suite.Data + "/mailhost/");

    /// <summary>Who holds the data folder.</summary>
    private static int LocksOf(Suite suite)
    {
        try
        {
            using var held = new FileStream(Path.Combine(suite.Data, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return 0;
        }
        catch (IOException)
        {
            return 1;
        }
    }

    private static string[] Lines(string command, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
