using Groupware.Testing;
using MailKit;
using MailKit.Search;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>The keys that the help lists for the mail screen do what it says; moving, opening, ticking and searching are in <see cref="ReadingTests"/>.</summary>
public sealed class MailKeysTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task The_help_lists_the_keys()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        await bob.Page.Keyboard.PressAsync("?");
        var help = bob.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Assertions.Expect(help).ToBeVisibleAsync();
        foreach (var (text, key) in ((string, string)[])[("New message", "C"), ("Reply", "R"), ("Reply all", "A"), ("Forward", "F"), ("Archive", "E"), ("Junk", "!"), ("Flag", "S"), ("Label", "L"), ("Mark as unread", "Shift+u"), ("Back to the list", "U")])
        {
            await Assertions.Expect(help.Locator("dl > div").Filter(new() { Has = bob.Page.GetByText(text, new() { Exact = true }) }).First.Locator("kbd").First).ToHaveTextAsync(key);
        }
        await bob.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToBeHiddenAsync();
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task A_letter_opens_the_window()
    {
        var suite = await shared.GetAsync();
        var (bob, subject) = await OpenAsync(suite);
        await using var visitor = bob;
        foreach (var (key, title) in ((string, string)[])[("r", "Re: " + subject), ("a", "Re: " + subject), ("f", "Fwd: " + subject), ("c", "")]) await WriteAsync(visitor.Page, key, title);
        Assert.Empty(visitor.Problems);
    }

    private static async Task WriteAsync(IPage page, string key, string title)
    {
        await page.Keyboard.PressAsync(key);
        var window = await ComposeStoriesTests.ReadyAsync(page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" })).ToHaveValueAsync(title);
        await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveCountAsync(key is "r" or "a" ? 1 : 0);
        await Assertions.Expect(window.Locator(".f.cc .chip")).ToHaveCountAsync(key == "a" ? 1 : 0);

        // while writing the same letter is a letter
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FocusAsync();
        await page.Keyboard.TypeAsync(key);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToContainTextAsync(key);
        await Assertions.Expect(page.Locator(".compose")).ToHaveCountAsync(1);
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Letters_flag_mark_and_archive_and_z_takes_back_the_newest_act_first()
    {
        var suite = await shared.GetAsync();
        var (bob, subject) = await OpenAsync(suite);
        await using var visitor = bob;
        var page = visitor.Page;
        var row = ComposeStoriesTests.Row(page, subject);

        await page.Keyboard.PressAsync("s");
        await StoredAsync(suite, "INBOX", subject, SearchQuery.Flagged);
        await page.Keyboard.PressAsync("Shift+U");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");
        await StoredAsync(suite, "INBOX", subject, SearchQuery.NotSeen);
        await page.Keyboard.PressAsync("Shift+I");
        await StoredAsync(suite, "INBOX", subject, SearchQuery.Seen);

        // two acts after each other: "z" takes back the second, then the first
        var second = "Second " + subject;
        await suite.DeliverAsync("alice", "bob", second, "Text of " + second);
        await ComposeStoriesTests.Row(page, second).WaitForAsync();
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.GetByText("Message archived")).ToBeVisibleAsync();
        await ComposeStoriesTests.Row(page, second).ClickAsync();
        await page.Keyboard.PressAsync("!");
        // nothing slow in between: a way back stands for eight seconds
        await Assertions.Expect(page.Locator(".toast")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(page.GetByText("Message marked as junk")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("z");
        await StoredAsync(suite, "INBOX", second, SearchQuery.All);
        await StoredAsync(suite, "INBOX", subject, SearchQuery.Flagged);
        Assert.Empty(visitor.Problems);
    }

    private async Task<(Visitor Visitor, string Subject)> OpenAsync(Suite suite)
    {
        var subject = "Keys " + Guid.NewGuid().ToString("N")[..8];
        var message = new MimeKit.MimeMessage { Subject = subject, Body = new MimeKit.TextPart("plain") { Text = "Text of " + subject } };
        message.From.Add(MimeKit.MailboxAddress.Parse("alice@example.test"));
        message.To.Add(MimeKit.MailboxAddress.Parse("bob@example.test"));
        message.Cc.Add(MimeKit.MailboxAddress.Parse("carol@example.test"));
        await suite.DeliverAsync(message, "bob");
        var visitor = await chromium.SignInAsync(suite, "bob");
        await ComposeStoriesTests.Row(visitor.Page, subject).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("Text of " + subject);
        return (visitor, subject);
    }

    private static Task StoredAsync(Suite suite, string folder, string subject, SearchQuery marked) => Until.TrueAsync(async () =>
    {
        using var imap = await suite.ImapAsync("bob");
        var box = await imap.GetFolderAsync(folder);
        await box.OpenAsync(FolderAccess.ReadOnly);
        return (await box.SearchAsync(SearchQuery.SubjectContains(subject).And(marked))).Count > 0;
    }, TimeSpan.FromSeconds(10), $"{folder} holds {subject}");
}
