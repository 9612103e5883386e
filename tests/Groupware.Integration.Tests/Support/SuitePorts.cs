using System.Net;
using System.Net.Sockets;

namespace Groupware.Testing;

/// <summary>Free ports for one suite, below those that the kernel gives to outgoing connections.</summary>
public sealed record SuitePorts(int Web, int Imap, int Submission, int Lmtp, int Smtp, int Sieve, int Sasl, int Suite, int Map, int Doveadm, int Imaps, int Submissions)
{
    private static int next = 16_000 + Environment.ProcessId % 1500 * 10;

    public IEnumerable<(string Setting, int Port)> Settings =>
    [
        ("MailHost__ImapPort", Imap), ("MailHost__SubmissionPort", Submission), ("MailHost__LmtpPort", Lmtp), ("MailHost__SmtpPort", Smtp), ("MailHost__SievePort", Sieve),
        ("MailHost__SaslPort", Sasl), ("MailHost__SuitePort", Suite), ("MailHost__MapPort", Map), ("MailHost__DoveadmPort", Doveadm), ("MailHost__ImapsPort", Imaps), ("MailHost__SubmissionsPort", Submissions),
    ];

    public static SuitePorts Take() => new(One(), One(), One(), One(), One(), One(), One(), One(), One(), One(), One(), One());

    /// <summary>A port nobody listens on, never given twice by this process.</summary>
    public static int One()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref next);
            if (port > 32_000) Interlocked.Exchange(ref next, 16_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // taken: the next one
            }
        }
    }
}
