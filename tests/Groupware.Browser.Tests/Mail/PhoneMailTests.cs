using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>Mail on a phone, with a finger: one pane at a time, the areas in a bar at the bottom.</summary>
public sealed class PhoneMailTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_message_is_tapped_read_left_and_answered()
    {
        var suite = await shared.GetAsync();
        var subject = $"Handrail {Guid.NewGuid():N}";
        await suite.SendAsync("alice", "dave", subject, "Oak or ash?");
        await using var dave = await chromium.SignInAsync(suite, "dave", screen: Screen.Phone);
        var page = dave.Page;
        var list = page.GetByRole(AriaRole.Grid, new() { Name = "Messages" });
        var row = ComposeStoriesTests.Row(page, subject);
        var article = page.GetByRole(AriaRole.Article, new() { Name = "Message" });

        // the list: as wide as the phone, the bar under it
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");
        Assert.Empty(await SqueezedAsync(page, row));
        Assert.Empty(await dave.AxeAsync());

        // the message takes its place
        await row.TapAsync();
        await Assertions.Expect(article).ToContainTextAsync("Oak or ash?");
        await Assertions.Expect(list).ToBeHiddenAsync();
        Assert.Empty(await SqueezedAsync(page, article));
        Assert.Empty(await dave.AxeAsync());

        // and gives it back, read
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to Inbox" }).TapAsync();
        await Assertions.Expect(article).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "false");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).Filter(new() { Visible = true })).ToBeInViewportAsync();

        // the phone's own way back is the same
        await row.TapAsync();
        await Assertions.Expect(article).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(list).ToBeVisibleAsync();

        await row.TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).TapAsync();
        var window = await ComposeStoriesTests.ReadyAsync(page);
        var box = (await window.BoundingBoxAsync())!;
        Assert.Equal((0, 0, Screen.Phone.Width), (box.X, box.Y, box.Width));
        Assert.InRange(box.Height, Screen.Phone.Height - 1, Screen.Phone.Height);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" })).ToHaveValueAsync("Re: " + subject);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).TapAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("Ash.");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).TapAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        Assert.Empty(await SqueezedAsync(page, article));

        await Until.TrueAsync(async () => (await ComposeStoriesTests.MessagesAsync(suite, "alice", "INBOX", "Re: " + subject)).Count == 1, TimeSpan.FromSeconds(30), "the answer reached alice");
        Assert.Contains("Ash.", Assert.Single(await ComposeStoriesTests.MessagesAsync(suite, "alice", "INBOX", "Re: " + subject)).TextBody, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to Inbox" }).TapAsync();
        await Assertions.Expect(row).ToContainTextAsync("answered");
        Assert.Empty(dave.Problems);
    }

    /// <summary>What is not a phone's layout: wider than the screen, content at the side of something, the areas elsewhere than at the bottom or too small for a finger.</summary>
    private static async Task<IReadOnlyList<string>> SqueezedAsync(IPage page, ILocator content)
    {
        var found = new List<string>();
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > innerWidth")) found.Add("wider than the screen");
        var pane = (await content.BoundingBoxAsync())!;
        if (pane.X < 0 || pane.X > 20 || pane.X + pane.Width > Screen.Phone.Width || pane.Width < Screen.Phone.Width - 40) found.Add($"the content is from {pane.X} to {pane.X + pane.Width}");
        var bar = (await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).BoundingBoxAsync())!;
        if (bar.X != 0 || bar.Width != Screen.Phone.Width || bar.Y + bar.Height != Screen.Phone.Height || bar.Height > 100) found.Add($"the bar is at {bar.X},{bar.Y}, {bar.Width} by {bar.Height}");
        foreach (var area in await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link).Filter(new() { Visible = true }).AllAsync())
        {
            var button = (await area.BoundingBoxAsync())!;
            if (button.Height < 44 || button.Width < 44) found.Add($"{await area.TextContentAsync()} is {button.Width} by {button.Height}");
        }

        return found;
    }
}
