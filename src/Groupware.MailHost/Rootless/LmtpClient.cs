using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Groupware.MailHost.Rootless;

/// <summary>
/// Hands one message to Dovecot by LMTP (RFC 2033): as SMTP, but after the data each recipient has an answer of its own.
/// <code>
/// LHLO localhost
/// MAIL FROM:&lt;alice@example.test&gt;
/// RCPT TO:&lt;bob@example.test&gt;
/// DATA
/// 250 2.0.0 &lt;bob@example.test&gt; … Saved
/// </code>
/// </summary>
internal static class LmtpClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Delivers to each recipient or says why not.</summary>
    /// <returns>The store's answer for each recipient, in order.</returns>
    /// <exception cref="IOException">The store does not answer, or not in LMTP; nothing is known of any recipient.</exception>
    public static async Task<IReadOnlyList<LmtpAnswer>> DeliverAsync(int port, string sender, IReadOnlyList<string> recipients, ReadOnlySequence<byte> message, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync("127.0.0.1", port, limit.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            Expect(await AnswerAsync(reader, limit.Token), 220);
            Expect(await CommandAsync(stream, reader, "LHLO localhost", limit.Token), 250);
            Expect(await CommandAsync(stream, reader, $"MAIL FROM:<{sender}>", limit.Token), 250);
            var answers = new List<LmtpAnswer>();
            foreach (var recipient in recipients) answers.Add(await CommandAsync(stream, reader, $"RCPT TO:<{recipient}>", limit.Token));
            if (answers.Exists(answer => answer.Accepted))
            {
                Expect(await CommandAsync(stream, reader, "DATA", limit.Token), 354);
                await stream.WriteAsync(WithDots(message), limit.Token);
                for (var i = 0; i < answers.Count; i++)
                {
                    if (answers[i].Accepted) answers[i] = await AnswerAsync(reader, limit.Token);
                }
            }

            await CommandAsync(stream, reader, "QUIT", limit.Token);
            return answers;
        }
        catch (SocketException e)
        {
            throw new IOException("The mail store does not answer", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The mail store did not answer in time", e);
        }
    }

    private static void Expect(LmtpAnswer answer, int code)
    {
        if (answer.Code != code) throw new IOException("The mail store says: " + answer.Text);
    }

    private static async Task<LmtpAnswer> CommandAsync(Stream stream, StreamReader reader, string line, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);
        return await AnswerAsync(reader, cancel);
    }

    /// <summary>The last line of an answer: <c>250-…</c> goes on, <c>250 …</c> ends it.</summary>
    private static async Task<LmtpAnswer> AnswerAsync(StreamReader reader, CancellationToken cancel)
    {
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length < 4 || line[3] == '-') continue;
            return int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                ? new LmtpAnswer(code, line[4..])
                : throw new IOException("The mail store says: " + line);
        }

        throw new IOException("The mail store ended the connection");
    }

    /// <summary>A line that begins with a dot gets a second one (RFC 5321, section 4.5.2); the end is a dot alone.</summary>
    private static byte[] WithDots(ReadOnlySequence<byte> message)
    {
        var stuffed = new ArrayBufferWriter<byte>((int)message.Length + 1024);
        var last = (byte)'\n';
        foreach (var segment in message)
        {
            var rest = segment.Span;
            while (rest.Length > 0)
            {
                if (last == (byte)'\n' && rest[0] == (byte)'.') stuffed.Write("."u8);
                var end = rest.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..(end + 1)];
                stuffed.Write(line);
                last = line[^1];
                rest = rest[line.Length..];
            }
        }

        stuffed.Write(last == (byte)'\n' ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return stuffed.WrittenSpan.ToArray();
    }
}

/// <param name="Text">Beginning with the enhanced status (RFC 3463): <c>5.2.2 … Quota exceeded</c>.</param>
internal readonly record struct LmtpAnswer(int Code, string Text)
{
    public bool Accepted => Code is >= 200 and < 300;
}
