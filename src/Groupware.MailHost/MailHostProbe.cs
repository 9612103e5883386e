using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Groupware.Mail;
using Groupware.MailHost.Answers;
using Microsoft.Extensions.Options;

namespace Groupware.MailHost;

/// <summary>Asks IMAP and submission whether they answer: the own host by a sign-in of the master user, an existing one by its greeting.</summary>
public sealed class MailHostProbe(IOptions<MailHostOptions> host, IOptions<MailOptions> mail, MailHostSecrets secrets, MailHostState state)
{
    /// <summary>An account that only the master user opens and no address can name: failed sign-ins would slow down everybody on loopback.</summary>
    internal static MailAccount Account { get; } = new("probe@suite.invalid", "probe", QuotaBytes: null);

    /// <returns>Null when IMAP answers; otherwise one sentence.</returns>
    public async Task<string?> ImapTroubleAsync(CancellationToken cancel)
    {
        if (state.Trouble.Length > 0) return state.Trouble;
        var secure = host.Value.Tls;
        return await AskAsync("IMAP", mail.Value.Imap, async (reader, writer) =>
        {
            if (await reader.ReadLineAsync(cancel) is not { } greeting || !greeting.StartsWith("* ", StringComparison.Ordinal)) return false;
            if (!host.Value.Enabled || secure) return greeting.StartsWith("* OK", StringComparison.Ordinal);
            await writer.WriteAsync($"a LOGIN {Account.Address}*{MailHostSecrets.MasterUser} {secrets.Master}\r\nb LOGOUT\r\n".AsMemory(), cancel);
            while (await reader.ReadLineAsync(cancel) is { } line)
            {
                if (line.StartsWith("a ", StringComparison.Ordinal)) return line.StartsWith("a OK", StringComparison.Ordinal);
            }

            return false;
        }, cancel);
    }

    /// <returns>Null when submission answers; otherwise one sentence.</returns>
    public Task<string?> SmtpTroubleAsync(CancellationToken cancel) => AskAsync("SMTP", mail.Value.Smtp, async (reader, writer) =>
    {
        var greeting = await reader.ReadLineAsync(cancel);
        await writer.WriteAsync("QUIT\r\n".AsMemory(), cancel);
        return greeting?.StartsWith("220", StringComparison.Ordinal) == true;
    }, cancel);

    private static async Task<string?> AskAsync(string what, MailEndpoint at, Func<StreamReader, StreamWriter, Task<bool>> talk, CancellationToken cancel)
    {
        // TLS from the first byte: that the port accepts is all that is asked
        var place = string.Create(CultureInfo.InvariantCulture, $"{at.Host}:{at.Port}");
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(at.Host, at.Port, cancel);
            if (at.Security == MailSecurity.Tls) return null;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true };
            return await talk(reader, writer) ? null : $"{what} at {place} answers, but not as it should";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return $"{what} at {place} does not answer ({e.Message})";
        }
    }
}
