using System.Collections.Concurrent;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>The page is fetched once; what the circuit adds does not make the browser ask for it again.</summary>
public sealed class PageLoadTests(SharedSuite shared, Chromium chromium)
{
    [Theory]
    [InlineData("/mail", "Inbox")]
    [InlineData("/mail/inbox", "Inbox")]
    [InlineData("/mail/sent", "Sent")]
    public async Task The_mail_page_is_fetched_once_after_the_sign_in_and_when_it_is_opened_again(string path, string heading)
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(suite);
        var page = visitor.Page;
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url).AbsolutePath;
            if (request.ResourceType is "document" or "fetch" or "xhr" && address.StartsWith("/mail", StringComparison.Ordinal) && !address.Contains('~', StringComparison.Ordinal)) asked.Enqueue($"{request.ResourceType} {address}");
        };

        // once to be sent to the sign-in, once behind it
        await visitor.SignInAsync("alice", path);
        await UsedAsync(page, heading);
        Assert.Equal([$"document {path}", $"document {path}"], asked);

        asked.Clear();
        await visitor.GoAsync(path);
        await UsedAsync(page, heading);
        Assert.Equal([$"document {path}"], asked);
        Assert.Empty(visitor.Problems);
    }

    /// <summary>The circuit opened a message: what it asks of the browser at its start came before that.</summary>
    private static async Task UsedAsync(IPage page, string heading)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        await page.Locator("[role=row][data-uid]").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Message" })).ToBeVisibleAsync();
    }
}
