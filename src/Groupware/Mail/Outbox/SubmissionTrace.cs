using System.Text;
using MailKit;

namespace Groupware.Mail.Outbox;

/// <summary>
/// Listens to what is written to the server, and so knows whether the whole message was given: only then a broken connection leaves open
/// whether it was taken. A server must not deliver a message before its end was said (RFC 5321, section 4.1.1.4; RFC 3030, section 2).
/// </summary>
internal sealed class SubmissionTrace : IProtocolLogger
{
    private readonly byte[] tail = new byte[5];
    private bool inData;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The end of the message was written.</summary>
    public bool WholeMessageGiven { get; private set; }

    /// <summary><see cref="Watch"/> was called.</summary>
    public bool WasWatching { get; private set; }

    /// <summary>From here on the message is being sent.</summary>
    public void Watch() => WasWatching = true;

    public void LogConnect(Uri uri)
    {
        // nothing of the message yet
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (!WasWatching || count == 0) return;
        var written = buffer.AsSpan(offset, count);
        if (!inData)
        {
            var line = Encoding.ASCII.GetString(written[..Math.Min(count, 64)]);
            if (line.Contains("BDAT ", StringComparison.OrdinalIgnoreCase) && line.Contains(" LAST", StringComparison.OrdinalIgnoreCase)) WholeMessageGiven = true;
            inData = line.Contains("DATA\r\n", StringComparison.OrdinalIgnoreCase) && !WholeMessageGiven;
            return;
        }

        var keep = Math.Min(count, tail.Length);
        tail.AsSpan(keep).CopyTo(tail);
        written[^keep..].CopyTo(tail.AsSpan(tail.Length - keep));
        if (tail.AsSpan().SequenceEqual("\r\n.\r\n"u8)) WholeMessageGiven = true;
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        // what the server says comes back as an outcome
    }

    public void Dispose()
    {
        // holds nothing
    }
}
