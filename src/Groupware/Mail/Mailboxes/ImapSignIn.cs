using Groupware.People;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Groupware.Mail.Mailboxes;

/// <summary>Asks the IMAP host whether it lets somebody in (<c>Directory:Source=Imap</c>), with the same connection settings as for their mail.</summary>
internal sealed class ImapSignIn(IOptions<MailOptions> options) : IExternalSignIn
{
    public string Domain => options.Value.Imap.Host;

    public async Task<ExternalSignIn> TryAsync(string userName, string password, CancellationToken cancel)
    {
        try
        {
            using var client = await ImapDoor.OpenAsync(options.Value.Imap, new MailCredential(userName, "", password), cancel);
            await client.DisconnectAsync(quit: false, cancel);
            return new ExternalSignIn(Accepted: true, null);
        }
        catch (MailStoreUnavailableException cause)
        {
            return cause.Fault == MailStoreFault.SignInRefused && !IsTemporary(cause.InnerException)
                ? new ExternalSignIn(Accepted: false, null)
                : new ExternalSignIn(Accepted: false, FaultOf(cause));
        }
    }

    /// <summary>The host itself says that it cannot tell now: "NO [UNAVAILABLE]" (RFC 5530, section 3).</summary>
    private static bool IsTemporary(Exception? cause) =>
        cause is AuthenticationException
        && (cause.InnerException?.Message.Contains("UNAVAILABLE", StringComparison.Ordinal) == true || cause.Message.Contains("Temporary authentication failure", StringComparison.OrdinalIgnoreCase));

    private static MailHostFault FaultOf(MailStoreUnavailableException cause) => cause.Fault switch
    {
        MailStoreFault.Unreachable => MailHostFault.Refused,
        MailStoreFault.Insecure => cause.InnerException switch
        {
            SslHandshakeException { ServerCertificate: null } => MailHostFault.NoEncryption,
            SslHandshakeException => MailHostFault.WrongCertificate,
            _ => MailHostFault.NoAuthentication,
        },
        MailStoreFault.Timeout => MailHostFault.Timeout,
        _ => MailHostFault.Broken,
    };
}
