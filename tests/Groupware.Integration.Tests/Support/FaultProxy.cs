using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Groupware.Testing;

/// <summary>Stands between the suite and a server, and does to the line what lines do.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly int target;
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    /// <param name="target">Port on loopback.</param>
    public FaultProxy(int target)
    {
        this.target = target;
        Start();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port { get; } = SuitePorts.One();

    /// <summary>Accepts, then passes nothing on in either direction.</summary>
    public bool Silent { get; set; }

    /// <summary>So many octets still come from the server; then it is as after <see cref="Stop"/>. Null is no end.</summary>
    public long? Left { get; set; }

    /// <summary>Breaks every connection now.</summary>
    public void Cut()
    {
        foreach (var client in open.Keys) client.Close();
    }

    /// <summary>Refuses new connections and breaks those that are open, until <see cref="Start"/>.</summary>
    public void Stop()
    {
        listener?.Stop();
        listener = null;
        Cut();
    }

    public void Start()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true) _ = ServeAsync(await from.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            open[client] = 0;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                open[server] = 0;
                await Task.WhenAny(PassAsync(client, server, answer: false), PassAsync(server, client, answer: true));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                // one side went away: so does the other
            }
            finally
            {
                open.TryRemove(client, out _);
                open.TryRemove(server, out _);
            }
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, bool answer)
    {
        var buffer = new byte[16_384];
        var (source, sink) = (from.GetStream(), to.GetStream());
        while (await source.ReadAsync(buffer, stopping.Token) is > 0 and var count)
        {
            while (Silent) await Task.Delay(20, stopping.Token);
            if (answer && Left is { } left && (Left = left - count) < 0)
            {
                Stop();
                return;
            }

            await sink.WriteAsync(buffer.AsMemory(0, count), stopping.Token);
        }
    }
}
