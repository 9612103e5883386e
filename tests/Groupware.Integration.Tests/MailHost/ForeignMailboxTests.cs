using System.Globalization;
using System.Net;
using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Integration.Tests.SignIn;
using Groupware.Testing;
using MailKit;
using MimeKit;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>A mailbox on a host that keeps everything below <c>INBOX.</c>, used through the web: read, written, sent and filed there; agenda and contacts stay here.</summary>
[Trait("Category", "Slow")]
public sealed class ForeignMailboxTests
{
    private const string Name = "fiona@elsewhere.test";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Reading_drafts_sending_and_Sent_work_in_its_own_folders()
    {
        // somebody's Postfix, which knows fiona by the same password
        await using var carrier = await Suite.StartAsync();
        Assert.Equal(0, (await carrier.AdminAsync("add-domain", "elsewhere.test")).ExitCode);
        Assert.Equal(0, (await carrier.AdminAsync(ForeignMailHost.Password + "\n", ["add-person", Name, "--password-stdin"])).ExitCode);
        await using var host = await ForeignMailHost.StartAsync();
        await PutAsync(host, "INBOX", "Words from elsewhere");
        var settings = host.Settings("StartTls");
        (settings["Mail__Smtp__Host"], settings["Mail__Smtp__Port"]) = ("127.0.0.1", carrier.Ports.Submission.ToString(CultureInfo.InvariantCulture));
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });

        using (var browser = await WebVisitor.SignedInAsync(suite, Name, ForeignMailHost.Password))
        {
            await Until.TrueAsync(async () =>
            {
                using var page = await browser.GetAsync("/mail");
                return (await page.Content.ReadAsStringAsync()).Contains("Words from elsewhere", StringComparison.Ordinal);
            }, Soon, "the first answer of the page holds the message");
        }

        using var fiona = await DraftClient.SignInAsync(suite, Name, ForeignMailHost.Password);
        var (kept, _) = await fiona.WriteAsync("bob@example.test", "Not sent yet");
        Assert.Equal(HttpStatusCode.NoContent, (await fiona.CallAsync(HttpMethod.Post, $"/api/drafts/{kept}/close")).Status);
        await Until.TrueAsync(async () => (await SubjectsAsync(host, "INBOX.Drafts")).SequenceEqual(["Not sent yet"]), Soon, "the draft is in the host's own folder");

        var subject = $"From elsewhere {Guid.NewGuid()}";
        var (id, version) = await fiona.WriteAsync("bob@example.test", subject);
        Assert.Equal(HttpStatusCode.Accepted, (await fiona.SendAsync(id, version)).Status);
        var received = Assert.Single(await SendingTests.ArrivedAsync(carrier, "bob", "INBOX", subject));
        Assert.Equal(Name, received.From.Mailboxes.Single().Address);
        await Until.TrueAsync(async () => (await SubjectsAsync(host, "INBOX.Sent")).SequenceEqual([subject]), Soon, "one copy in the host's Sent");
        Assert.Equal(["Not sent yet"], await SubjectsAsync(host, "INBOX.Drafts"));

        const string card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada\r\nFN:Ada Byron\r\nN:Byron;Ada;;;\r\nX-KEPT:as it is\r\nEND:VCARD\r\n";
        using var dav = new DavUser(suite.Url, Name, ForeignMailHost.Password);
        await dav.PutAsync(dav.Book("contacts/ada.vcf"), card);
        Assert.Equal(card, await dav.GetAsync(dav.Book("contacts/ada.vcf")));
    }

    private static async Task PutAsync(ForeignMailHost host, string folder, string subject)
    {
        using var client = await host.ImapAsync("fiona");
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "Hello" } };
        message.From.Add(MailboxAddress.Parse("greg@elsewhere.test"));
        await (await client.GetFolderAsync(folder)).AppendAsync(message);
    }

    private static async Task<IReadOnlyList<string?>> SubjectsAsync(ForeignMailHost host, string folder)
    {
        using var client = await host.ImapAsync("fiona");
        var box = await client.GetFolderAsync(folder);
        await box.OpenAsync(FolderAccess.ReadOnly);
        return [.. (await box.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Select(m => m.Envelope?.Subject)];
    }
}
