using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Microsoft.Extensions.Options;

namespace Groupware.Tests.Mail.Mailboxes;

/// <summary>What is wrong with somebody else's IMAP host, told apart, each against a host that really is so.</summary>
public sealed class ImapSignInTests
{
    [Fact]
    public async Task Nobody_listens()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Equal(new ExternalSignIn(false, MailHostFault.Refused), await TryAsync(port, MailSecurity.None));
    }

    [Fact]
    public async Task A_password_is_refused_or_accepted()
    {
        using var host = new FakeHost("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready", line => line.Contains(Convert.ToBase64String("\0zoe\0right"u8), StringComparison.Ordinal) ? "OK in" : "NO [AUTHENTICATIONFAILED] no");
        Assert.Equal(new ExternalSignIn(true, null), await TryAsync(host.Port, MailSecurity.None, "right"));
        Assert.Equal(new ExternalSignIn(false, null), await TryAsync(host.Port, MailSecurity.None, "wrong"));
        Assert.Equal(1, host.Asked("wrong"));
    }

    [Fact]
    public async Task No_way_to_sign_in_with_a_password()
    {
        using var host = new FakeHost("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready", _ => "NO not here");
        Assert.Equal(new ExternalSignIn(false, MailHostFault.NoAuthentication), await TryAsync(host.Port, MailSecurity.None));
        Assert.Equal(new ExternalSignIn(false, MailHostFault.NoAuthentication), await TryAsync(host.Port, MailSecurity.StartTls));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for()
    {
        using var host = new FakeHost("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready", _ => "OK in", tls: true);
        Assert.Equal(new ExternalSignIn(false, MailHostFault.WrongCertificate), await TryAsync(host.Port, MailSecurity.Tls));
        Assert.Equal(0, host.Asked("secret"));
    }

    [Fact]
    public async Task Clear_text_where_the_settings_say_TLS_is_no_wrong_certificate()
    {
        using var host = new FakeHost("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready", _ => "OK in");
        Assert.Equal(new ExternalSignIn(false, MailHostFault.NoEncryption), await TryAsync(host.Port, MailSecurity.Tls));
        Assert.Equal(0, host.Asked("secret"));
    }

    [Fact]
    public async Task Something_that_is_no_IMAP()
    {
        using var host = new FakeHost("220 smtp ready", _ => "500 what?");
        Assert.Equal(new ExternalSignIn(false, MailHostFault.Broken), await TryAsync(host.Port, MailSecurity.None));
    }

    private static Task<ExternalSignIn> TryAsync(int port, MailSecurity security, string password = "secret") =>
        new ImapSignIn(Options.Create(new MailOptions { Imap = new MailEndpoint { Host = "127.0.0.1", Port = port, Security = security } })).TryAsync("zoe", password, CancellationToken.None);

    /// <summary>Says its greeting, and an answer to every tagged line.</summary>
    private sealed class FakeHost : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly List<string> lines = [];
        private readonly X509Certificate2? certificate;

        public FakeHost(string greeting, Func<string, string> answer, bool tls = false)
        {
            if (tls) certificate = SelfSigned();
            listener.Start();
            _ = ServeAsync(greeting, answer);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Asked(string password)
        {
            lock (lines) return lines.Count(l => l.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("\0zoe\0" + password)), StringComparison.Ordinal));
        }

        public void Dispose()
        {
            listener.Dispose();
            certificate?.Dispose();
        }

        private async Task ServeAsync(string greeting, Func<string, string> answer)
        {
            try
            {
                while (true) _ = TalkAsync(await listener.AcceptTcpClientAsync(), greeting, answer);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return; // the test is over
            }
        }

        private async Task TalkAsync(TcpClient client, string greeting, Func<string, string> answer)
        {
            using var _ = client;
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(certificate);
                    stream = secure;
                }

                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                using var reader = new StreamReader(stream);
                await writer.WriteLineAsync(greeting);
                while (await reader.ReadLineAsync() is { } line)
                {
                    lock (lines) lines.Add(line);
                    await writer.WriteLineAsync(line.Split(' ')[0] + " " + answer(line));
                }
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                return; // the client went away, as it should
            }
        }

        private static X509Certificate2 SelfSigned()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
            using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        }
    }
}
