using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Groupware.Storage.Changes;

/// <summary>The feed of several nodes: listeners of this process at once, those of others by NOTIFY. The payload is only "node kind id".</summary>
internal sealed class PostgresChangeFeed(NpgsqlDataSource database, TimeProvider clock, ILogger<PostgresChangeFeed> logger) : BackgroundService, IChangeFeed
{
    private const string Channel = "groupware_change";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly InProcessChangeFeed here = new();
    private readonly string node = Guid.NewGuid().ToString("N")[..12];
    private readonly Channel<ChangeNotice> outgoing =
        System.Threading.Channels.Channel.CreateBounded<ChangeNotice>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Publish(ChangeNotice notice)
    {
        here.Publish(notice);
        outgoing.Writer.TryWrite(notice);
    }

    public IDisposable Subscribe(Action<ChangeNotice> handler) => here.Subscribe(handler);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepOnAsync(SendAsync, stoppingToken), KeepOnAsync(ListenAsync, stoppingToken));

    private async Task KeepOnAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await work(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.ChangeFeedCut(e);
                await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        var batch = new HashSet<ChangeNotice>();
        while (await outgoing.Reader.WaitToReadAsync(cancel))
        {
            batch.Clear();
            while (batch.Count < 200 && outgoing.Reader.TryRead(out var notice)) batch.Add(notice);
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var notify = new NpgsqlCommand("select pg_notify($1, p) from unnest($2) p", connection);
            notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
            notify.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. batch.Select(n => string.Create(CultureInfo.InvariantCulture, $"{node} {(int)n.Kind} {n.Id}"))] });
            await notify.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        connection.Notification += (_, e) => Hear(e.Payload);
        await using (var listen = new NpgsqlCommand("listen " + Channel, connection)) await listen.ExecuteNonQueryAsync(cancel);
        while (true) await connection.WaitAsync(cancel);
    }

    private void Hear(string payload)
    {
        var parts = payload.Split(' ');
        if (parts.Length != 3 || string.Equals(parts[0], node, StringComparison.Ordinal)) return;
        if (int.TryParse(parts[1], CultureInfo.InvariantCulture, out var kind) && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var id))
            here.Publish(new ChangeNotice((ChangeKind)kind, id));
    }
}
