using System.Diagnostics;
using System.Globalization;
using Npgsql;

[assembly: AssemblyFixture(typeof(Groupware.Testing.PostgresServer))]

namespace Groupware.Testing;

/// <summary>A real PostgreSQL 15 of the tests' own, started by the first that asks: a fresh cluster in a temporary folder on a free port, as user postgres when the tests run as root.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private static readonly SemaphoreSlim Starting = new(1, 1);
    private static string? folder;
    private static Process? process;
    private static int port;
    private static int databases;

    /// <summary>Connection string of a new empty database.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        await StartAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not { HasExited: false } running) return;
        NpgsqlConnection.ClearAllPools();
        using (var kill = Process.Start("kill", ["-INT", running.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await running.WaitForExitAsync(limit.Token);
        running.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private static string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=40");

    private static async Task StartAsync()
    {
        await Starting.WaitAsync();
        try
        {
            if (process is not null) return;
            folder = Directory.CreateTempSubdirectory("gw-pg-").FullName;
            if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", folder);
            var data = Path.Combine(folder, "data");
            await RunAsync([.. AsPostgres, $"{Programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]);
            port = SuitePorts.One();
            string[] command = [.. AsPostgres, $"{Programs}/postgres", "-D", data, "-k", folder, "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "max_connections=200"];
            process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = "/" });
            process!.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            await Until.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(30), "PostgreSQL answers");
        }
        finally
        {
            Starting.Release();
        }
    }

    private static string[] AsPostgres => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];

    private static async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var run = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} failed: {said[1]}");
    }
}
