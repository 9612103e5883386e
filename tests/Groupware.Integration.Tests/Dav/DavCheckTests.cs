using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>The named checks and real clients of <c>tests/conformance</c>.</summary>
public sealed partial class DavCheckTests
{
    private static readonly string Folder = Path.Combine(ProductFiles.Root, "tests", "conformance");

    /// <summary>At least so many must pass: what passed when it was last measured. khal, todoman and khard speak through vdirsyncer, which runs on both databases; a second run of theirs would only cost time.</summary>
    [Theory]
    [InlineData("davcheck.py", 176, Database.Sqlite)]
    [InlineData("davcheck.py", 176, Database.Postgres)]
    [InlineData("samples.py", 196, Database.Sqlite)]
    [InlineData("samples.py", 196, Database.Postgres)]
    [InlineData("recurcheck.py", 142, Database.Sqlite)]
    [InlineData("recurcheck.py", 142, Database.Postgres)]
    [InlineData("clients/vdirsyncer.sh", 40, Database.Sqlite)]
    [InlineData("clients/vdirsyncer.sh", 40, Database.Postgres)]
    [InlineData("clients/khal.sh", 12, Database.Sqlite)]
    [InlineData("clients/todoman.sh", 12, Database.Sqlite)]
    [InlineData("clients/khard.sh", 11, Database.Sqlite)]
    [InlineData("clients/eds.sh", 15, Database.Sqlite)]
    [InlineData("clients/eds.sh", 15, Database.Postgres)]
    [Trait("Category", "Conformance")]
    public async Task As_many_steps_pass_as_before(string script, int passing, Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var url = new Uri(host.Url, "/dav/").AbsoluteUri;
        string[] arguments = script == "davcheck.py"
            ? [url, "--user", Suite.Address("alice"), "--password", Suite.Password, "--user2", Suite.Address("bob"), "--password2", Suite.Password]
            : [url, Suite.Address("alice"), Suite.Password];
        using var run = Process.Start(new ProcessStartInfo(Path.Combine(Folder, script), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        var last = Counts().Matches(said[0]).LastOrDefault();
        Assert.True(last is not null && int.Parse(last.Groups["passed"].Value, CultureInfo.InvariantCulture) >= passing, string.Join('\n', said[0].Split('\n').Where(l => !l.StartsWith("PASS", StringComparison.Ordinal))) + said[1]);
    }

    [GeneratedRegex(@"(?<passed>\d+) passed, \d+ failed", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
