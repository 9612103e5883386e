using System.Net;
using System.Net.Sockets;
using System.Text;
using Groupware.People;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Groupware.Mail.Mailboxes;

/// <summary>Opens IMAP connections, and says in our words what went wrong: the one place that knows MailKit's exceptions.</summary>
internal static class ImapDoor
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A signed-in connection.</summary>
    /// <exception cref="MailStoreUnavailableException">It cannot be had.</exception>
    public static async Task<ImapClient> OpenAsync(MailEndpoint endpoint, MailCredential credential, CancellationToken cancel)
    {
        var client = new ImapClient { Timeout = 60_000, CheckCertificateRevocation = false };
        if (!endpoint.CheckCertificate)
        {
#pragma warning disable CA5359 // the administrator says so for this host (Mail:Imap:CheckCertificate)
            client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, Options(endpoint.Security), limit.Token);
            if (client.AuthenticationMechanisms.Count == 0 && client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled))
                throw new NotSupportedException("The server offers no sign-in on this connection (LOGINDISABLED)");
            if (credential.AuthorizationId.Length == 0) await SignInAsync(client, credential, limit.Token);
            else
            {
                var plain = new SaslMechanismPlain(Encoding.UTF8, new NetworkCredential(credential.UserName, credential.Secret)) { AuthorizationId = credential.AuthorizationId };
                await client.AuthenticateAsync(plain, limit.Token);
            }
            return client;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            client.Dispose();
            throw;
        }
        catch (Exception cause) when (FaultOf(cause) is var fault and not MailStoreFault.None)
        {
            client.Dispose();
            throw new MailStoreUnavailableException(fault, cause);
        }
    }

    // One mechanism, once: left alone the library tries each that is offered, and a wrong password counts, and is made to wait for, every time.
    private static Task SignInAsync(ImapClient client, MailCredential credential, CancellationToken cancel)
    {
        var name = new NetworkCredential(credential.UserName, credential.Secret);
        if (client.AuthenticationMechanisms.Contains("PLAIN")) return client.AuthenticateAsync(new SaslMechanismPlain(Encoding.UTF8, name), cancel);
        if (client.AuthenticationMechanisms.Contains("LOGIN")) return client.AuthenticateAsync(new SaslMechanismLogin(Encoding.UTF8, name), cancel);
        if (client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled)) throw new NotSupportedException("No password is taken on this connection.");
        client.AuthenticationMechanisms.Clear();   // the LOGIN command (RFC 3501, section 6.2.3)
        return client.AuthenticateAsync(name, cancel);
    }

    /// <summary>What an exception of the library means for the connection; None when it still works.</summary>
    public static MailStoreFault FaultOf(Exception cause) => cause switch
    {
        SslHandshakeException or NotSupportedException => MailStoreFault.Insecure,
        AuthenticationException or ServiceNotAuthenticatedException => MailStoreFault.SignInRefused,
        SocketException => MailStoreFault.Unreachable,
        TimeoutException or OperationCanceledException => MailStoreFault.Timeout,
        IOException or ServiceNotConnectedException or ProtocolException or ObjectDisposedException => MailStoreFault.Broken,
        _ => MailStoreFault.None,
    };

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
