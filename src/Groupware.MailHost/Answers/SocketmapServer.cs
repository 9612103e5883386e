using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Groupware.MailHost.Answers;

/// <summary>Answers Postfix's socketmap lookups (socketmap_table(5)): netstring <c>map key</c> in, <c>OK value</c> or <c>NOTFOUND </c> out, many on one connection.</summary>
internal sealed class SocketmapServer(MailHostOptions options, IMailDirectory directory, ILogger<SocketmapServer> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    public void Start()
    {
        listener = new TcpListener(IPAddress.Loopback, options.MapPort);
        listener.Start();
        accepting = AcceptAsync(listener, stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener?.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener from, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var client = await from.AcceptTcpClientAsync(cancel);
                _ = ServeAsync(client, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e) when (!cancel.IsCancellationRequested)
            {
                log.MapConnectionFailed(e);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancel)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                while (await Netstring.ReadAsync(stream, cancel) is { } question)
                    await Netstring.WriteAsync(stream, await AnswerAsync(question, cancel), cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // the suite stops
        }
        catch (Exception e)
        {
            log.MapConnectionFailed(e);
        }
    }

    internal async Task<string> AnswerAsync(string question, CancellationToken cancel)
    {
        var space = question.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return "PERM a map and a key are asked for";
        var key = question[(space + 1)..].ToLowerInvariant();
        try
        {
            switch (question[..space])
            {
                case "domains":
                    return Found(await directory.IsOwnDomainAsync(key, cancel) ? [key] : []);
                case "mailboxes":
                    var (bare, _) = SplitDetail(key);
                    return Found(await directory.FindAccountAsync(bare, cancel) is { } account && account.Address == bare ? [account.Address] : []);
                case "aliases":
                    var (address, detail) = SplitDetail(key);
                    return Found([.. (await directory.ExpandAsync(address, cancel)).Select(target => AddDetail(target, detail))]);
                case "senders":
                    return Found(await directory.SendersAsync(SplitDetail(key).Address, cancel));
                default:
                    return "PERM no such map";
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.MapLookupFailed(e);
            return "TEMP the directory does not answer";
        }
    }

    /// <summary><c>alice+tag@example.test</c>: Postfix asks for the full address only, so the detail (RFC 5233) is taken off here.</summary>
    private static (string Address, string Detail) SplitDetail(string address)
    {
        var at = address.LastIndexOf('@');
        var plus = at < 0 ? -1 : address.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? (address[..plus] + address[at..], address[plus..at]) : (address, "");
    }

    private static string AddDetail(string address, string detail)
    {
        var at = address.LastIndexOf('@');
        return detail.Length == 0 || at < 0 ? address : address[..at] + detail + address[at..];
    }

    private static string Found(IReadOnlyCollection<string> values) => values.Count == 0 ? "NOTFOUND " : "OK " + string.Join(',', values);
}
