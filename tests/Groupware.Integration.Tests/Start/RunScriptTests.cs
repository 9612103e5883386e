using System.Diagnostics;
using System.Globalization;
using Groupware.Testing;
using MailKit;

namespace Groupware.Integration.Tests.Start;

/// <summary>The one command itself: it builds, starts, fills the demo, says where it is, and leaves nothing behind.</summary>
[Trait("Category", "Crash")]
public sealed class RunScriptTests
{
    [Fact]
    public async Task One_command_and_a_visitor_reads_mail_and_one_signal_and_nothing_is_left()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Script = [] });
        var address = suite.Url.GetLeftPart(UriPartial.Authority);
        Assert.Contains("Ready: " + address, suite.Output.Split('\n'));
        await Until.TrueAsync(() => suite.Output.Contains("Demo accounts, password \"secret\": alice, bob, carol, dave, erin; administrator: admin (all @example.test)", StringComparison.Ordinal), TimeSpan.FromSeconds(10), "the accounts are named");

        using (var visitor = (await suite.SignInAsync("alice")).Client) Assert.Contains("<main", await visitor.GetStringAsync("/mail"), StringComparison.Ordinal);
        await Until.TrueAsync(async () => await MessagesAsync(suite) > 20, TimeSpan.FromSeconds(60), "the demo is there");

        Assert.Equal(0, await suite.StopAsync());
        Assert.Empty(ProcessesOf(suite));
        await suite.StartAgainAsync();
        Assert.True(await MessagesAsync(suite) > 20);
        Assert.Equal(0, await suite.StopAsync("INT"));
        Assert.Empty(ProcessesOf(suite));
    }

    private static async Task<int> MessagesAsync(Suite suite)
    {
        using var alice = await suite.ImapAsync("alice");
        await alice.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        return alice.Inbox.Count;
    }

    private static string[] ProcessesOf(Suite suite)
    {
        using var list = Process.Start(new ProcessStartInfo("pgrep", ["-a", "-f", suite.Data]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return [.. list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith(list.Id.ToString(CultureInfo.InvariantCulture) + " ", StringComparison.Ordinal))];
    }
}
