using System.Globalization;
using System.Net;
using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary><c>Directory__Source=Imap</c>: a suite without a mail host of its own, in front of somebody else's (here another suite's Dovecot and Postfix).</summary>
public sealed class ExternalHostTests
{
    [Fact]
    public async Task Whoever_the_host_lets_in_is_let_in_and_reads_mail()
    {
        await using var host = await Suite.StartAsync();   // of its own: Dovecot makes an address wait whose passwords were wrong, and all suites have the same
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = Settings(host.Ports.Imap, host.Ports.Submission) });
        using var wrong = new WebVisitor(suite.Url);
        using var refused = await wrong.SignInAsync("carol@example.test", "not hers");
        Assert.Contains("User name or password is not right", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var carol = await WebVisitor.SignedInAsync(suite, "carol@example.test");
        Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync("/mail"));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "carol", Suite.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "carol", "not hers either"));
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
