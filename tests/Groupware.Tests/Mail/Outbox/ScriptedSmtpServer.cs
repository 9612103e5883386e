using System.Net;
using System.Net.Sockets;
using System.Text;
using Groupware.Mail;

namespace Groupware.Tests.Mail.Outbox;

/// <summary>A submission server that answers each command as the test says, for faults that a real one does not show on demand.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, string?> answer;
    private readonly Task serving;

    /// <param name="answer">The answer to a command ("DATA", "." for the end of the message); null closes the connection.</param>
    public ScriptedSmtpServer(Func<string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = ServeAsync();
    }

    public MailEndpoint Endpoint => new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port };

    /// <summary>What came, a line each; the message as one text behind "DATA".</summary>
    public List<string> Heard { get; } = [];

    public string Message { get; private set; } = "";

    public static string Usual(string command) => command.Split(' ', 2)[0].ToUpperInvariant() switch
    {
        "EHLO" => "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await WriteAsync(client, "220 test");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                Heard.Add(line.StartsWith("AUTH", StringComparison.Ordinal) ? "AUTH " + Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', '|') : line);
                var said = answer(line);
                if (said is null) break;
                await WriteAsync(client, said);
                if (line == "QUIT") break;
                if (line != "DATA" || !said.StartsWith('3')) continue;
                var message = new StringBuilder();
                while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".") message.AppendLine(text);
                Message = message.ToString();
                said = answer(".");
                if (said is null) break;
                await WriteAsync(client, said);
            }
        }
    }

    private static async Task WriteAsync(TcpClient client, string text) => await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"));
}
