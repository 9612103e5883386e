using Groupware.Testing;
using MailKit;
using MailKit.Search;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>What is done to a message on the screen is so in the mail store, and comes back.</summary>
public sealed class MessageActsTests(SharedSuite shared, Chromium chromium)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Read_junk_and_move_reach_the_store_and_are_undone()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var subject = $"Acts {Guid.NewGuid():N}";
        await suite.DeliverAsync("stranger@elsewhere.test", "bob", subject, "Words to act upon");
        var row = ComposeStoriesTests.Row(page, subject);
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Message actions" });
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo" });

        await row.ClickAsync();
        await InStoreAsync(suite, "INBOX", subject, seen: true);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Mark as unread" }).ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");
        await InStoreAsync(suite, "INBOX", subject, seen: false);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();
        await InStoreAsync(suite, "INBOX", subject, seen: true);

        await bar.GetByRole(AriaRole.Button, new() { Name = "Junk", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await InStoreAsync(suite, "Junk", subject);
        await undo.ClickAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        await InStoreAsync(suite, "INBOX", subject);

        await row.ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Junk", Exact = true }).ClickAsync();
        await InStoreAsync(suite, "Junk", subject);
        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Junk" }).ClickAsync();
        await row.ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Not junk" }).ClickAsync();
        await InStoreAsync(suite, "INBOX", subject);

        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Inbox" }).ClickAsync();
        await row.ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Move to" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Archive" }).Filter(new() { Visible = true }).ClickAsync();
        await InStoreAsync(suite, "Archive", subject);
        await undo.Last.ClickAsync();
        await InStoreAsync(suite, "INBOX", subject, seen: true);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task The_keys_of_the_help_do_what_it_says()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var subject = $"Keys {Guid.NewGuid():N}";
        await suite.DeliverAsync("stranger@elsewhere.test", "bob", subject, "Words to act upon");
        var row = ComposeStoriesTests.Row(page, subject);
        await row.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Words to act upon");

        foreach (var (key, to, title) in new[] { ("r", "stranger@elsewhere.test", "Re: " + subject), ("a", "stranger@elsewhere.test", "Re: " + subject), ("f", "", "Fwd: " + subject), ("c", "", "") })
        {
            await page.Keyboard.PressAsync(key);
            var window = await ComposeStoriesTests.ReadyAsync(page);
            await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" })).ToHaveValueAsync(title);
            await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveCountAsync(to.Length > 0 ? 1 : 0);
            if (to.Length > 0) await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveAttributeAsync("title", to);
            await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
            await Assertions.Expect(page.Locator(".compose")).ToHaveCountAsync(0);
            await page.Locator("body").ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
        }

        await row.ClickAsync();
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(row.Locator("[aria-pressed=true]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Shift+U");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");
        await page.Keyboard.PressAsync("Shift+I");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "false");
        await page.Keyboard.PressAsync("e");
        await InStoreAsync(suite, "Archive", subject, seen: true);
        await Assertions.Expect(page.GetByText("Message archived")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("z");
        await InStoreAsync(suite, "INBOX", subject, seen: true);
        await row.ClickAsync();
        await page.Keyboard.PressAsync("!");
        await InStoreAsync(suite, "Junk", subject);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task Pictures_from_elsewhere_are_fetched_when_asked_for_and_never_from_the_inside()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var asked = new List<string>();
        page.Context.Request += (_, request) => { if (!request.Url.StartsWith(suite.Url.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) asked.Add(request.Url); };
        var subject = $"Pictures {Guid.NewGuid():N}";
        var message = new MimeKit.MimeMessage { Subject = subject, Body = new MimeKit.TextPart("html") { Text = $"<p>Look</p><img alt=\"inside\" src=\"{suite.Url}icons/icon-192.png\"><img alt=\"nowhere\" src=\"https://pictures.invalid/a.png\">" } };
        message.From.Add(MimeKit.MailboxAddress.Parse("news@elsewhere.test"));
        message.To.Add(MimeKit.MailboxAddress.Parse("bob@example.test"));
        await suite.DeliverAsync(message);

        await ComposeStoriesTests.Row(page, subject).ClickAsync();
        var frame = page.FrameLocator("iframe[title=\"Message body\"]");
        await Assertions.Expect(frame.GetByText("Look")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2 pictures are not fetched, so the sender learns nothing.")).ToBeVisibleAsync();
        var proxied = page.WaitForResponseAsync(response => response.Url.Contains("/mail/~remote/", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show pictures" }).ClickAsync();
        var answer = await proxied;   // through the suite, which refuses addresses of its own network
        Assert.Equal(404, answer.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show pictures" })).ToHaveCountAsync(0);
        Assert.Equal(0, await frame.GetByAltText("inside").EvaluateAsync<int>("e => e.naturalWidth"));
        Assert.Empty(asked);
    }

    /// <summary>In this folder and no other.</summary>
    private static Task InStoreAsync(Suite suite, string folder, string subject, bool? seen = null) => Until.TrueAsync(async () =>
    {
        using var imap = await suite.ImapAsync("bob");
        foreach (var name in new[] { "INBOX", "Junk", "Archive", "Trash" })
        {
            var box = await imap.GetFolderAsync(name);
            await box.OpenAsync(FolderAccess.ReadOnly);
            var found = await box.SearchAsync(SearchQuery.SubjectContains(subject));
            if (found.Count != (name == folder ? 1 : 0)) return false;
            if (name == folder && seen is { } wanted && (await box.FetchAsync(found, MessageSummaryItems.Flags))[0].Flags!.Value.HasFlag(MessageFlags.Seen) != wanted) return false;
        }

        return true;
    }, Soon, $"“{subject}” is in {folder} alone, read: {seen}");
}
