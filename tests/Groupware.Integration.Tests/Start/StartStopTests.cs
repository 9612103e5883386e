using System.Diagnostics;
using System.Net;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

[Trait("Category", "Crash")]
public sealed class StartStopTests
{
    [Fact]
    public async Task Stopping_ends_everything_it_started_and_a_second_start_finds_the_mail()
    {
        await using var suite = await Suite.StartAsync();
        await suite.SendAsync("alice", "bob", "kept");
        await Until.TrueAsync(async () => await CountAsync(suite, "kept") == 1, TimeSpan.FromSeconds(30), "the message is there");
        await suite.StopAsync();
        Assert.Empty(ProcessesOf(suite));

        await suite.StartAgainAsync();
        Assert.Equal(1, await CountAsync(suite, "kept"));
    }

    [Fact]
    public async Task After_kill_9_the_next_start_ends_what_was_left_and_runs()
    {
        await using var suite = await Suite.StartAsync();
        await suite.Kill9Async();
        Assert.NotEmpty(ProcessesOf(suite));
        await suite.StartAgainAsync();
        await suite.SendAsync("alice", "bob", "after the crash");
        await Until.TrueAsync(async () => await CountAsync(suite, "after the crash") == 1, TimeSpan.FromSeconds(30), "the message is there");
    }

    [Fact]
    public async Task Two_suites_run_side_by_side()
    {
        await using var first = await Suite.StartAsync();
        await using var second = await Suite.StartAsync();
        await first.SendAsync("alice", "bob", "only here");
        await Until.TrueAsync(async () => await CountAsync(first, "only here") == 1, TimeSpan.FromSeconds(30), "the message is there");
        Assert.Equal(0, await CountAsync(second, "only here"));
    }

    [Fact]
    public async Task A_mail_server_that_dies_is_started_again()
    {
        await using var suite = await Suite.StartAsync();
        var master = ProcessesOf(suite).First(line => line.Contains("dovecot -F", StringComparison.Ordinal)).Split(' ', 2)[0];
        using (var kill = Process.Start("kill", ["-9", master])) await kill.WaitForExitAsync();
        await Until.TrueAsync(() => suite.Output.Contains("Dovecot ended by itself", StringComparison.Ordinal), TimeSpan.FromSeconds(10), "noticed");
        await Until.TrueAsync(async () => await StatusAsync(suite) == HttpStatusCode.OK, TimeSpan.FromSeconds(30), "ready again");
        using var alice = await suite.ImapAsync("alice");
        Assert.True(alice.IsAuthenticated);
    }

    [Fact]
    public async Task What_people_wrote_is_closed_to_other_users_of_the_machine()
    {
        await using var suite = await Suite.StartAsync();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        foreach (var name in new[] { "groupware.db", "groupware.db-wal", "groupware.db-shm", "outbox", "attachments", "keys", "lock" })
            Assert.True((File.GetUnixFileMode(Path.Combine(suite.Data, name)) & Others) == UnixFileMode.None, name);
    }

    [Fact]
    public async Task Health_tells_each_part()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "" });
        Assert.Equal("database: ready\nmail store: ready\nsubmission: ready\ndemo: ready\n", await suite.Http.GetStringAsync("/healthz/ready"));
        Assert.Equal("Healthy", await suite.Http.GetStringAsync("/healthz/live"));
    }

    private static async Task<HttpStatusCode> StatusAsync(Suite suite) => (await suite.Http.GetAsync("/healthz/ready")).StatusCode;

    private static async Task<int> CountAsync(Suite suite, string subject)
    {
        using var bob = await suite.ImapAsync("bob");
        await bob.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
        return (await bob.Inbox.SearchAsync(MailKit.Search.SearchQuery.SubjectContains(subject))).Count;
    }

    private static string[] ProcessesOf(Suite suite)
    {
        using var list = Process.Start(new ProcessStartInfo("pgrep", ["-a", "-f", suite.Data + "/mailhost/"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = list.StandardOutput.ReadToEnd();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
