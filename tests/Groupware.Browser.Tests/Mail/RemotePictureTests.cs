using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

public sealed class RemotePictureTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Pictures_from_elsewhere_are_asked_for_by_the_button_and_by_the_server_alone()
    {
        var suite = await shared.GetAsync();
        using var trap = new TcpListener(IPAddress.Loopback, 0);   // the proxy must not lead into the own network
        trap.Start();
        var port = ((IPEndPoint)trap.LocalEndpoint).Port;
        var subject = "Newsletter " + Guid.NewGuid().ToString("N")[..8];
        var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("html") { Text = $"<p>Our offers</p><img src=\"http://127.0.0.1:{port}/one.png\" alt=\"first offer\"><img src=\"http://localhost/two.png\" alt=\"second offer\">" },
        };
        message.From.Add(MailboxAddress.Parse("news@wetterling.example"));
        message.To.Add(MailboxAddress.Parse("bob@example.test"));
        await suite.DeliverAsync(message);

        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("~remote", StringComparison.Ordinal) || !request.Url.StartsWith(suite.Url.ToString(), StringComparison.Ordinal)) asked.Enqueue(request.Url);
        };
        await ComposeStoriesTests.Row(page, subject).ClickAsync();
        var frame = page.FrameLocator("iframe[title=\"Message body\"]");
        await Assertions.Expect(frame.GetByText("Our offers")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2 pictures are not fetched, so the sender learns nothing.")).ToBeVisibleAsync();
        Assert.Empty(asked);

        await page.GetByRole(AriaRole.Button, new() { Name = "Show pictures" }).ClickAsync();
        await Assertions.Expect(page.GetByText("not fetched, so the sender learns nothing")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show pictures" })).ToHaveCountAsync(0);
        await Until.TrueAsync(() => asked.Count == 2, TimeSpan.FromSeconds(10), "both pictures are asked for");
        Assert.All(asked, url => Assert.StartsWith($"{suite.Url}mail/~remote/", url, StringComparison.Ordinal));
        await Assertions.Expect(frame.GetByText("Our offers")).ToBeVisibleAsync();
        await Assertions.Expect(frame.GetByAltText("first offer")).ToHaveJSPropertyAsync("complete", true);   // refused: its words stand there
        await Assertions.Expect(frame.GetByAltText("second offer")).ToHaveJSPropertyAsync("complete", true);
        Assert.Equal(0, await frame.GetByAltText("first offer").EvaluateAsync<int>("e => e.naturalWidth"));
        Assert.False(trap.Pending());
        Assert.DoesNotContain(bob.Problems, p => !p.Contains("404", StringComparison.Ordinal));
    }
}
