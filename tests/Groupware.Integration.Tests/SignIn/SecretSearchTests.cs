using System.Net;
using System.Text;
using Groupware.Testing;
using MailKit.Security;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>S6: a password that was used at every door stands nowhere afterwards: not in the data folder, the database or what was logged.</summary>
public sealed class SecretSearchTests
{
    private const string Password = "Zw9kQx7-vM3pLt5~hR2";

    [Fact]
    public async Task A_password_is_nowhere_in_clear_base64_or_url_form_after_a_run()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug" } });
        var (exit, said) = await suite.AdminAsync(Password + "\n", ["add-person", "zora@example.test", "--password-stdin"]);
        Assert.True(exit == 0, said);
        using (var browser = await WebVisitor.SignedInAsync(suite, "zora", Password))
        using (var imap = await suite.ImapAsync("zora", Password))
        {
            await SignInTests.DavAsync(suite, "zora", Password);
            await SignInTests.DavAsync(suite, "zora", Password + "x");
            await suite.SendAsync("zora", "bob", "hello", password: Password);
            await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync("zora", Password + "y"));
            using var wrong = new WebVisitor(suite.Url);
            using var refused = await wrong.SignInAsync("zora", Password + "z");
            await browser.StatusAsync("/mail");
        }

        Assert.DoesNotContain(Needles(Password), needle => said.Contains(needle, StringComparison.Ordinal));
        await NowhereAsync(suite, Password);
    }

    /// <summary>In front of somebody else's host the suite keeps the password itself, sealed: with the keys in the data folder, and still not to be read there.</summary>
    [Fact]
    public async Task A_sealed_password_of_another_host_is_nowhere_either()
    {
        await using var host = await ForeignMailHost.StartAsync();
        var settings = host.Settings("StartTls");
        settings["Logging__LogLevel__Default"] = "Debug";
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });
        using (var fiona = await WebVisitor.SignedInAsync(suite, "fiona@elsewhere.test", ForeignMailHost.Password))
        {
            foreach (var page in new[] { "/mail", "/settings", "/agenda", "/contacts" })
            {
                using var answer = await fiona.GetAsync(page);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var html = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain(Needles(ForeignMailHost.Password), needle => html.Contains(needle, StringComparison.Ordinal));
            }

            Assert.NotEqual(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "fiona@elsewhere.test", ForeignMailHost.Password));
        }

        await NowhereAsync(suite, ForeignMailHost.Password);
    }

    private static async Task NowhereAsync(Suite suite, string password)
    {
        await suite.StopAsync();
        var needles = Needles(password).ToList();
        Assert.DoesNotContain(needles, needle => suite.Output.Contains(needle, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(suite.Data, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (file.Contains("/run/", StringComparison.Ordinal) || file.Contains("/postfix/queue/p", StringComparison.Ordinal) || new FileInfo(file).Length > 200_000_000) continue;   // sockets and pipes
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(needles, needle => content.Contains(needle, StringComparison.Ordinal));
        }
    }

    /// <summary>Clear, as a form sends it, and the part of its base64 that is the same wherever it begins in what is encoded.</summary>
    private static IEnumerable<string> Needles(string password)
    {
        yield return password;
        yield return Uri.EscapeDataString(password);
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + password));
            yield return text[4..^4];
        }
    }
}
