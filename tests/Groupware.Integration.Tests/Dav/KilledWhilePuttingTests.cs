using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Groupware.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Groupware.Integration.Tests.Dav;

/// <summary>A write that was answered with success is there after a crash.</summary>
[Trait("Category", "Crash")]
public sealed class KilledWhilePuttingTests
{
    private const int Writers = 8;

    [Fact]
    public Task No_acknowledged_put_is_missing_after_twenty_kills() => KillAsync(Database.Sqlite, 20);

    /// <summary>A start costs more than one kill more proves: here the database outlives the suite, and what can go wrong is an answer before the commit.</summary>
    [Fact]
    public Task No_acknowledged_put_is_missing_from_PostgreSQL_after_five_kills() => KillAsync(Database.Postgres, 5);

    [Fact, Trait("Category", "Long")]
    public Task No_acknowledged_put_is_missing_from_PostgreSQL_after_twenty_kills() => KillAsync(Database.Postgres, 20);

    private static async Task KillAsync(Database database, int kills)
    {
        var data = Directory.CreateTempSubdirectory("gw-kill-").FullName;
        var postgres = database == Database.Postgres ? await PostgresServer.NewDatabaseAsync() : null;
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{SuitePorts.One()}/"));
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var random = new Random(20);
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = Start(url, data, postgres);
            await AnswersAsync(url);
            using var stopping = new CancellationTokenSource();
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(url, $"k{kill}-w{writer}", acknowledged, stopping.Token)).ToArray();
            // killed in the middle of writing, wherever that is on this machine: after so many answers, not after so long
            var enough = acknowledged.Count + random.Next(10, 100);
            await Until.TrueAsync(() => acknowledged.Count >= enough, TimeSpan.FromSeconds(60), "the writers are answered");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await stopping.CancelAsync();
            await Task.WhenAll(writing);
            await IntactAsync(data, postgres);
        }

        using (var process = Start(url, data, postgres))
        {
            await AnswersAsync(url);
            using var alice = new DavUser(url, Suite.Address("alice"), Suite.Password);
            foreach (var (name, etag) in acknowledged)
            {
                using var answer = await alice.SendAsync("GET", alice.Calendar("calendar/" + name));
                Assert.True((int)answer.StatusCode == 200 && answer.Headers.ETag!.Tag == etag, $"{name} of {acknowledged.Count} acknowledged is missing or differs");
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(acknowledged.Count > kills * Writers, $"only {acknowledged.Count} puts were acknowledged");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{acknowledged.Count} acknowledged, 0 missing after {kills} kills"));
        Directory.Delete(data, recursive: true);
    }

    private static async Task WriteAsync(Uri url, string prefix, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        using var alice = new DavUser(url, Suite.Address("alice"), Suite.Password);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            try
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{n}.ics");
                using var answer = await alice.SendAsync("PUT", alice.Calendar("calendar/" + name), Samples.Event(name));
                if (answer.IsSuccessStatusCode) acknowledged[name] = answer.Headers.ETag!.Tag;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or System.Net.Sockets.SocketException)
            {
                return;   // killed: what wasn't answered may be there or not
            }
        }
    }

    private static Process Start(Uri url, string data, string? postgres)
    {
        var start = new ProcessStartInfo("dotnet", [ProductFiles.WebAssembly]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var (name, value) in new[] { ("GROUPWARE_URL", url.GetLeftPart(UriPartial.Authority)), ("GROUPWARE_DATA", data), ("GROUPWARE_DEMO", "people"), ("MailHost__Enabled", "false"), ("Mail__Imap__Host", "127.0.0.1"), ("DOTNET_gcServer", "0") })
            start.Environment[name] = value;
        if (postgres is not null) (start.Environment["Storage__Provider"], start.Environment["Storage__ConnectionString"]) = ("Postgres", postgres);
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task AnswersAsync(Uri url)
    {
        using var http = new HttpClient { BaseAddress = url };
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/healthz/live", UriKind.Relative), TestContext.Current.CancellationToken);
                    return answer.IsSuccessStatusCode;
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException or System.Net.Sockets.SocketException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(90),
            "the suite answers");
    }

    /// <summary>The file is whole, and every collection's counter counts what its change log holds.</summary>
    private static async Task IntactAsync(string data, string? postgres)
    {
        await using DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(data, "groupware.db")};Pooling=False") : new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var check = connection.CreateCommand();
        if (postgres is null)
        {
            check.CommandText = "pragma integrity_check";
            Assert.Equal("ok", await check.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }

        check.CommandText = "select count(*) from collection c where c.sync_token <> (select count(*) from change h where h.collection_id = c.id) or c.sync_token <> coalesce((select max(token) from change h where h.collection_id = c.id), 0)";
        Assert.Equal(0L, await check.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
