using Groupware.Mail;
using Microsoft.Extensions.Options;

namespace Groupware.MailHost;

/// <summary>With the own mail host, tells the rest of the suite where it is.</summary>
internal sealed class OwnMailHost(IOptions<MailHostOptions> host) : IPostConfigureOptions<MailOptions>
{
    public void PostConfigure(string? name, MailOptions options)
    {
        if (!host.Value.Enabled) return;
        options.HostSendsNotices = true;
        options.Imap = Endpoint(host.Value.ImapPort);
        options.Smtp = Endpoint(host.Value.SubmissionPort);
    }

    /// <summary>With TLS on, the certificate names the public host and not loopback: the line never leaves the machine.</summary>
    private MailEndpoint Endpoint(int port)
    {
        var address = host.Value.Address is "0.0.0.0" ? "127.0.0.1" : host.Value.Address;
        var security = host.Value.Tls ? MailSecurity.StartTls : MailSecurity.None;
        return new MailEndpoint { Host = address, Port = port, Security = security, CheckCertificate = false };
    }
}
