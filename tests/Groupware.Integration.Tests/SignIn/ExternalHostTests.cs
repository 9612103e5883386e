using System.Globalization;
using System.Net;
using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary><c>Directory__Source=Imap</c>: a suite without a mail host of its own, in front of somebody else's (here another suite's Dovecot and Postfix).</summary>
[Trait("Category", "Slow")]
public sealed class ExternalHostTests(SharedSuite shared)
{
    [Fact]
    public async Task Whoever_the_host_lets_in_is_let_in_and_reads_mail()
    {
        var host = await shared.GetAsync();
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = Settings(host.Ports.Imap, host.Ports.Submission) });
        using var wrong = new WebVisitor(suite.Url);
        using var refused = await wrong.SignInAsync("carol@example.test", "not hers");
        Assert.Contains("User name or password is not right", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var carol = await WebVisitor.SignedInAsync(suite, "carol@example.test");
        Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync("/mail"));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "carol", Suite.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "carol", "not hers either"));
    }

    /// <summary>What is sent leaves by the other host's submission, with the password that the session keeps sealed; the copy lands in that host's Sent.</summary>
    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task Mail_is_sent_through_the_hosts_submission_with_the_sealed_password(string security)
    {
        var folder = Directory.CreateTempSubdirectory("gw-ca-").FullName;
        using var authority = new TestAuthority(folder);
        var (certificate, key) = authority.Issue("localhost");
        await using var host = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["MailHost__Certificate"] = certificate, ["MailHost__CertificateKey"] = key } });
        var implicitly = security == "Tls";
        var settings = Settings(implicitly ? host.Ports.Imaps : host.Ports.Imap, implicitly ? host.Ports.Submissions : host.Ports.Submission);
        (settings["Mail__Imap__Host"], settings["Mail__Smtp__Host"], settings["SSL_CERT_FILE"]) = ("localhost", "localhost", authority.RootFile);
        settings["Mail__Imap__Security"] = settings["Mail__Smtp__Security"] = security;
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });

        using var carol = await DraftClient.SignInAsync(suite, "carol");
        var subject = $"From outside {Guid.NewGuid()}";
        var (id, version) = await carol.WriteAsync("bob@example.test", subject);
        Assert.Equal(HttpStatusCode.Accepted, (await carol.SendAsync(id, version)).Status);
        var received = Assert.Single(await SendingTests.ArrivedAsync(host, "bob", "INBOX", subject));
        Assert.Equal("carol@example.test", received.From.Mailboxes.Single().Address);
        Assert.Single(await SendingTests.ArrivedAsync(host, "carol", "Sent", subject));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A submission server whose certificate is another host's gets neither password nor message; the outbox knows why, and once it is right the message goes out by itself.</summary>
    [Fact]
    public async Task A_message_waits_for_a_submission_host_with_a_wrong_certificate_until_it_is_right()
    {
        var folder = Directory.CreateTempSubdirectory("gw-ca-").FullName;
        using var authority = new TestAuthority(folder);
        var (certificate, key) = authority.Issue("somewhere.else.test");
        await using var host = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["MailHost__Certificate"] = certificate, ["MailHost__CertificateKey"] = key } });
        var store = await shared.GetAsync();
        var settings = Settings(store.Ports.Imap, host.Ports.Submission);
        (settings["Mail__Smtp__Host"], settings["Mail__Smtp__Security"], settings["SSL_CERT_FILE"]) = ("localhost", "StartTls", authority.RootFile);
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });

        using var carol = await DraftClient.SignInAsync(suite, "carol");
        var subject = $"Behind a wrong certificate {Guid.NewGuid()}";
        var (id, version) = await carol.WriteAsync("bob@example.test", subject);
        Assert.Equal(HttpStatusCode.Accepted, (await carol.SendAsync(id, version)).Status);
        await Until.TrueAsync(async () => (await carol.OutboxAsync()).Single(e => e.Subject == subject) is { State: "Waiting", Fault: "Certificate" }, TimeSpan.FromSeconds(30), "it waits, with the reason");
        Assert.Empty(await SendingTests.FindAsync(host, "bob", "INBOX", subject));
        Assert.Empty(await SendingTests.FindAsync(store, "carol", "Sent", subject));

        var (right, rightKey) = authority.Issue("localhost");
        File.Move(right, certificate, overwrite: true);
        File.Move(rightKey, key, overwrite: true);
        await host.RestartAsync();
        Assert.Single(await SendingTests.ArrivedAsync(host, "bob", "INBOX", subject));
        Assert.Single(await SendingTests.ArrivedAsync(store, "carol", "Sent", subject));
        await Until.TrueAsync(async () => (await carol.OutboxAsync()).All(e => e.Subject != subject), TimeSpan.FromSeconds(30), "the outbox is empty");
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string> Settings(int imap, int smtp) => new()
    {
        ["MailHost__Enabled"] = "false",
        ["Directory__Source"] = "Imap",
        ["Mail__Imap__Host"] = "127.0.0.1",
        ["Mail__Imap__Port"] = imap.ToString(CultureInfo.InvariantCulture),
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = smtp.ToString(CultureInfo.InvariantCulture),
    };
}
