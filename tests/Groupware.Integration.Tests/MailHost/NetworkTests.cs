using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text;
using Groupware.Testing;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>The whole suite on an address that others can reach: TLS everywhere, by STARTTLS and from the first byte, and nothing in clear.</summary>
[Trait("Category", "Slow")]
public sealed class NetworkTests : IAsyncDisposable
{
    private const string Address = "10.99.0.1";
    private const string Boss = "boss@company.test";
    private const string Password = "correct horse";

    private bool added;

    [Fact]
    public async Task Web_DAV_IMAP_and_submission_speak_TLS_and_take_no_password_without()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && await AddAddressAsync(), "Needs root, to give this machine an address of its own");
        var folder = Directory.CreateTempSubdirectory("gw-ca-").FullName;
        using var authority = new TestAuthority(folder);
        var (certificate, key) = authority.Issue("mail.company.test", IPAddress.Parse(Address));
        var port = SuitePorts.One();
        await using var suite = await Suite.StartAsync(new SuiteOptions
        {
            Demo = "",
            Settings = new Dictionary<string, string>
            {
                ["GROUPWARE_URL"] = string.Create(CultureInfo.InvariantCulture, $"https://{Address}:{port}"),
                ["Kestrel__Certificates__Default__Path"] = certificate,
                ["Kestrel__Certificates__Default__KeyPath"] = key,
                ["MailHost__Address"] = Address,
                ["MailHost__Certificate"] = certificate,
                ["MailHost__CertificateKey"] = key,
                ["Admin__Address"] = Boss,
                ["Admin__Password"] = Password,
            },
        });

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = (_, issued, _, errors) => Right(issued, errors) } })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{Address}:{port}/")),
        };
        using var page = await http.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        using var find = new HttpRequestMessage(new HttpMethod("PROPFIND"), "/dav/");
        find.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Boss}:{Password}")));
        find.Headers.Add("Depth", "0");
        using var found = await http.SendAsync(find);
        Assert.Equal(HttpStatusCode.MultiStatus, found.StatusCode);

        await SendAsync(suite.Ports.Submission, SecureSocketOptions.StartTls, "by STARTTLS");
        await SendAsync(suite.Ports.Submissions, SecureSocketOptions.SslOnConnect, "from the first byte");
        foreach (var (at, security) in new[] { (suite.Ports.Imap, SecureSocketOptions.StartTls), (suite.Ports.Imaps, SecureSocketOptions.SslOnConnect) })
        {
            using var imap = new ImapClient { ServerCertificateValidationCallback = (_, issued, _, errors) => Right(issued, errors) };
            await imap.ConnectAsync(Address, at, security);
            await imap.AuthenticateAsync(Boss, Password);
            await imap.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
            await Until.TrueAsync(async () => { await imap.NoOpAsync(); return imap.Inbox.Count == 2; }, TimeSpan.FromSeconds(30), "both messages are there");
        }

        using var clear = new SmtpClient();
        await clear.ConnectAsync(Address, suite.Ports.Submission, SecureSocketOptions.None);
        Assert.Empty(clear.AuthenticationMechanisms);
        await Assert.ThrowsAnyAsync<Exception>(() => clear.SendAsync(Letter("in clear")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Mail_for_another_domain_goes_to_the_relay()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A relay needs Postfix, which needs root");
        await using var relay = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = new Dictionary<string, string> { ["Admin__Address"] = Boss, ["Admin__Password"] = Password } });
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["MailHost__Relay"] = string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{relay.Ports.Smtp}") } });
        await suite.SendAsync("alice", Boss, "to the world");
        using var boss = await relay.ImapAsync(Boss, Password);
        await boss.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
        await Until.TrueAsync(async () => { await boss.NoOpAsync(); return boss.Inbox.Count == 1; }, TimeSpan.FromSeconds(30), "the relay has it");
        var message = await boss.Inbox.GetMessageAsync(0);
        Assert.Equal("alice@example.test", message.From.Mailboxes.Single().Address);
    }

    private static async Task SendAsync(int port, SecureSocketOptions security, string subject)
    {
        using var client = new SmtpClient { ServerCertificateValidationCallback = (_, issued, _, errors) => Right(issued, errors) };
        await client.ConnectAsync(Address, port, security);
        await client.AuthenticateAsync(Boss, Password);
        await client.SendAsync(Letter(subject));
        await client.DisconnectAsync(quit: true);
    }

    private static MimeMessage Letter(string subject) => new([MailboxAddress.Parse(Boss)], [MailboxAddress.Parse(Boss)], subject, new TextPart("plain") { Text = "Hello" });

    /// <summary>Of our authority and for this address; that the authority is nobody's but the test's is the one error allowed.</summary>
    private static bool Right(System.Security.Cryptography.X509Certificates.X509Certificate? issued, SslPolicyErrors errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && issued?.Issuer == "CN=Test authority";

    private async Task<bool> AddAddressAsync()
    {
        try
        {
            // an address that was there before is somebody's and stays
            added = await IpAsync("add") == 0;
            return added || await IpAsync("replace") == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;   // no ip command
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (added) await IpAsync("del");
    }

    private static async Task<int> IpAsync(string act)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", ["addr", act, Address + "/32", "dev", "lo"]) { RedirectStandardError = true, UseShellExecute = false })!;
        await ip.WaitForExitAsync();
        return ip.ExitCode;
    }
}
