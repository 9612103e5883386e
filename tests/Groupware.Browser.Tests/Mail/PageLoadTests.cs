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
        var fetched = new ConcurrentQueue<string>();
        page.Response += (_, response) =>
        {
            var asked = new Uri(response.Url).AbsolutePath;
            if (response.Request.ResourceType is "document" or "fetch" or "xhr" && response.Frame == page.MainFrame && response.Status == 200 && asked.StartsWith("/mail", StringComparison.Ordinal)) fetched.Enqueue($"{response.Request.ResourceType} {asked}");
        };

        await visitor.SignInAsync("alice", path);
        await UsedAsync(page, heading);
        Assert.Equal([$"document {path}"], fetched);

        fetched.Clear();
        await visitor.GoAsync(path);
        await UsedAsync(page, heading);
        Assert.Equal([$"document {path}"], fetched);
        Assert.Empty(visitor.Problems);
    }

    /// <summary>The circuit has answered, so whatever it asks of the browser at its start was asked.</summary>
    private static async Task UsedAsync(IPage page, string heading)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        await page.Locator("[role=row][data-uid]").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Message" })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
