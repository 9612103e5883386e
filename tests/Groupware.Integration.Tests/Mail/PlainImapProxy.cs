using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Groupware.Integration.Tests.Mail;

/// <summary>Stands before the IMAP port: can hide every extension of the server behind it, say that a folder takes no new keyword, cut all connections, and be away for a while.</summary>
internal sealed partial class PlainImapProxy : IAsyncDisposable
{
    private readonly int target;
    private readonly bool plain;
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly List<Task> running = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    public PlainImapProxy(int target, bool plain)
    {
        this.target = target;
        this.plain = plain;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    public int Port { get; }

    public int Connections { get; private set; }

    /// <summary>PERMANENTFLAGS without <c>\*</c> (RFC 3501, section 7.1).</summary>
    public bool FixedKeywords { get; init; }

    /// <summary>All connections end without a word.</summary>
    public void Cut()
    {
        while (open.TryTake(out var client)) client.Close();
    }

    public async Task GoAwayAsync()
    {
        listener?.Stop();
        listener = null;
        await accepting;
        Cut();
    }

    public void ComeBack()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        await Task.WhenAll(running);
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptTcpClientAsync();
                Connections++;
                var server = new TcpClient { NoDelay = true };
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, target);
                open.Add(client);
                open.Add(server);
                running.Add(CopyAsync(client, server, false));
                running.Add(CopyAsync(server, client, plain));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // away
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool hide)
    {
        var buffer = new byte[65_536];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                var piece = buffer.AsMemory(0, read);
                if (FixedKeywords && piece.Span.IndexOf("PERMANENTFLAGS"u8) >= 0) piece = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(piece.Span).Replace(@" \*)]", ")]", StringComparison.Ordinal));
                if (hide)
                {
                    var text = Encoding.Latin1.GetString(piece.Span);
                    if (text.Contains("CAPABILITY", StringComparison.Ordinal)) piece = Encoding.Latin1.GetBytes(Capability().Replace(text, "CAPABILITY IMAP4rev1 AUTH=PLAIN"));
                }
                await to.GetStream().WriteAsync(piece);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // cut
        }
        finally
        {
            from.Close();
            to.Close();
        }
    }

    [GeneratedRegex(@"CAPABILITY IMAP4rev1[^\]\r\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Capability();
}
