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

    [Fact]
    public async Task Without_the_demo_the_first_administrator_comes_from_the_settings()
    {
        var settings = new Dictionary<string, string> { ["Admin__Address"] = "boss@company.test", ["Admin__Password"] = "correct horse" };
        await using var suite = await Suite.StartAsync(new SuiteOptions { Script = ["--no-demo"], Settings = settings });
        var boss = await suite.SignInAsync("boss@company.test", "correct horse");
        using (boss.Client) Assert.True(boss.In);
        Assert.False((await suite.SignInAsync("alice")).In);
        Assert.DoesNotContain("Demo accounts", suite.Output, StringComparison.Ordinal);
    }

    /// <summary>Somebody who may not install packages and whose PATH has no folders of administrators: the copy is built already, as a folder given by one is (with the files' whole times, by which run.sh knows it).</summary>
    [Fact]
    public async Task An_ordinary_user_types_the_same_command()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root works for other users");
        using (var build = Process.Start(Path.Combine(ProductFiles.Root, "run.sh"), ["--build"]))
        {
            await build.WaitForExitAsync();
            Assert.Equal(0, build.ExitCode);
        }

        var folder = Directory.CreateTempSubdirectory("gw-run-").FullName;
        try
        {
            const string Copy = "tar --format=posix -C \"$1\" --exclude=bin --exclude=obj --exclude=node_modules --exclude=wwwroot/lib --exclude='artifacts/*.new' -c run.sh deploy src wwwroot artifacts global.json Directory.Build.props Directory.Build.targets Directory.Packages.props "
                + "| tar -C \"$2\" --no-same-owner -x && chown -R \"$3\" \"$2\" && chmod 755 \"$2\"";
            using (var copy = Process.Start("bash", ["-o", "pipefail", "-c", Copy, "copy", ProductFiles.Root, folder, $"{SuiteOptions.Nobody.User}:{SuiteOptions.Nobody.Group}"]))
            {
                await copy.WaitForExitAsync();
                Assert.Equal(0, copy.ExitCode);
            }

            await using var suite = await Suite.StartAsync(new SuiteOptions { Script = [], ScriptFolder = folder, RunAs = SuiteOptions.Nobody });
            Assert.DoesNotContain("Building", suite.Output, StringComparison.Ordinal);
            await suite.SendAsync("alice", "bob", "from an ordinary user's suite");
            using (var bob = await suite.ImapAsync("bob"))
            {
                await bob.Inbox!.OpenAsync(FolderAccess.ReadOnly);
                await Until.TrueAsync(async () => (await bob.Inbox.SearchAsync(MailKit.Search.SearchQuery.SubjectContains("from an ordinary user's suite"))).Count == 1, TimeSpan.FromSeconds(30), "the message is there");
            }

            Assert.Equal(0, await suite.StopAsync());
            Assert.Empty(ProcessesOf(suite));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
