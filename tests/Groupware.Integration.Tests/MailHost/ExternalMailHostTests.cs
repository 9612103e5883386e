using System.Globalization;
using System.Net;
using Groupware.Testing;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>A suite without a mail host of its own lets in whom an existing one lets in, over TLS it has checked.</summary>
[Trait("Category", "Slow")]
public sealed class ExternalMailHostTests
{
    private const string Name = "fiona@elsewhere.test";

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task Somebody_known_there_comes_in_here_and_nobody_else(string security)
    {
        await using var foreign = await ForeignMailHost.StartAsync();
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = foreign.Settings(security) });
        Assert.True((await suite.SignInAsync(Name, ForeignMailHost.Password)).In);
        Assert.True((await suite.SignInAsync("GREG@elsewhere.test", ForeignMailHost.Password)).In);

        var refused = await suite.SignInAsync(Name, "wrong");
        Assert.False(refused.In);
        Assert.Contains("User name or password is not right", refused.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_named_and_no_password_is_sent()
    {
        await using var foreign = await ForeignMailHost.StartAsync("somewhere.else.test");
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = foreign.Settings("StartTls") });
        await SaysAsync(suite, "certificate is not valid");
    }

    [Fact]
    public async Task A_host_that_stops_is_named_and_one_that_comes_back_is_used()
    {
        await using var foreign = await ForeignMailHost.StartAsync();
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = foreign.Settings("StartTls") });
        await foreign.StopAsync();
        await SaysAsync(suite, "The mail server refuses connections");
        await foreign.StartAgainAsync();
        Assert.True((await suite.SignInAsync(Name, ForeignMailHost.Password)).In);
    }

    [Fact]
    public async Task A_host_that_says_nothing_is_named()
    {
        await using var foreign = await ForeignMailHost.StartAsync();
        await using var proxy = new FaultProxy(foreign.ImapPort);
        var settings = foreign.Settings("StartTls");
        settings["Mail__Imap__Port"] = proxy.Port.ToString(CultureInfo.InvariantCulture);
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });
        proxy.Silent = true;
        await SaysAsync(suite, "The mail server does not answer");
    }

    [Fact]
    public async Task A_connection_without_encryption_offers_no_sign_in_and_is_named()
    {
        await using var foreign = await ForeignMailHost.StartAsync();
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = foreign.Settings("None") });
        await SaysAsync(suite, "offers no sign-in with a password on this connection");
    }

    private static async Task SaysAsync(Suite suite, string sentence)
    {
        var answer = await suite.SignInAsync(Name, ForeignMailHost.Password);
        Assert.False(answer.In);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains(sentence, answer.Page, StringComparison.Ordinal);
    }
}
