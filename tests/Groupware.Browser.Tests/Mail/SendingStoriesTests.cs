using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

public sealed class SendingStoriesTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Formatting_a_picture_and_a_blind_copy_arrive()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var page = carol.Page;
        var subject = $"Rich {Guid.NewGuid():N}";
        var window = await OpenAsync(page, "bob@example.test", subject);
        await window.GetByRole(AriaRole.Button, new() { Name = "Bcc", Exact = true }).ClickAsync();
        await window.GetByRole(AriaRole.Combobox, new() { Name = "Bcc" }).FillAsync("erin@example.test");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "Bcc" }).PressAsync("Enter");
        await Assertions.Expect(window.Locator(".f.bcc .chip")).ToHaveCountAsync(1);

        var text = window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });
        await text.ClickAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await window.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await page.Keyboard.TypeAsync("Strong");
        await window.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await page.Keyboard.PressAsync("Enter");
        await window.GetByRole(AriaRole.Button, new() { Name = "Bulleted list" }).ClickAsync();
        await page.Keyboard.TypeAsync("first");
        await window.Locator("input.pick-picture").SetInputFilesAsync(new FilePayload { Name = "dot.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==") });
        await Assertions.Expect(text.Locator("img")).ToHaveCountAsync(1);
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        var message = await ArrivedAsync(suite, "bob", subject);
        Assert.Matches("<(b|strong)>Strong</(b|strong)>", message.HtmlBody);
        Assert.Matches(@"<ul[^>]*>\s*<li[^>]*>\s*(<[^>]+>\s*)*first", message.HtmlBody);
        Assert.Contains("src=\"cid:", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Strong", message.TextBody, StringComparison.Ordinal);   // for those who read plain text
        Assert.Empty(message.Bcc);
        Assert.Empty((await ArrivedAsync(suite, "erin", subject)).Bcc);
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task A_message_is_taken_back_before_it_leaves_and_goes_on_where_it_was()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var subject = $"Too soon {Guid.NewGuid():N}";
        var window = await OpenAsync(carol.Page, "bob@example.test", subject);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FillAsync("Not like this");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToContainTextAsync("Not like this");

        // and sent after all it is there once
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FillAsync("But like this");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        Assert.Contains("But like this", (await ArrivedAsync(suite, "bob", subject)).TextBody, StringComparison.Ordinal);
        Assert.Empty(carol.Problems);
    }

    private static async Task<ILocator> OpenAsync(IPage page, string to, string subject)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(page);
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).FillAsync(to);
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).PressAsync("Enter");
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        return window;
    }

    private static async Task<MimeMessage> ArrivedAsync(Suite suite, string name, string subject)
    {
        IReadOnlyList<MimeMessage> found = [];
        await Until.TrueAsync(async () => (found = await ComposeStoriesTests.MessagesAsync(suite, name, "INBOX", subject)).Count == 1, TimeSpan.FromSeconds(30), $"“{subject}” reached {name}");
        return found[0];
    }
}
