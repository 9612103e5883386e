using Groupware.Testing;
using MailKit;
using MailKit.Search;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>What is done to an open message is done in the mail store, and so is its undo.</summary>
public sealed class MessageActsTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_message_is_marked_as_unread_and_as_read_again()
    {
        await using var story = await OpenAsync("Unread");
        var row = story.Row;
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "false");

        await story.Act("Mark as unread").ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");
        await story.StoredAsync("INBOX", SearchQuery.NotSeen);
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Article)).ToContainTextAsync(story.Subject);

        await story.Act("Mark as read").ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "false");
        await story.StoredAsync("INBOX", SearchQuery.Seen);
        Assert.Empty(story.Visitor.Problems);
    }

    [Fact]
    public async Task Junk_goes_to_its_folder_and_what_is_not_junk_comes_back()
    {
        await using var story = await OpenAsync("Junk");
        await story.Act("Junk").ClickAsync();
        await Assertions.Expect(story.Row).ToHaveCountAsync(0);
        await story.StoredAsync("Junk");
        await story.UndoAsync("Message marked as junk");
        await Assertions.Expect(story.Row).ToBeVisibleAsync();
        await story.StoredAsync("INBOX");

        await story.Row.ClickAsync();
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Article)).ToContainTextAsync(story.Subject);
        await story.Act("Junk").ClickAsync();
        await story.StoredAsync("Junk");
        await story.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Junk" }).ClickAsync();
        await story.Row.ClickAsync();
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Article)).ToContainTextAsync(story.Subject);
        await story.Act("Not junk").ClickAsync();
        await Assertions.Expect(story.Row).ToHaveCountAsync(0);
        await story.StoredAsync("INBOX");
        await story.UndoAsync("Message moved to the inbox");
        await Assertions.Expect(story.Row).ToBeVisibleAsync();
        await story.StoredAsync("Junk");
        Assert.Empty(story.Visitor.Problems);
    }

    [Fact]
    public async Task The_menu_moves_a_message_into_a_folder_and_undo_brings_it_back()
    {
        var suite = await shared.GetAsync();
        var folder = "Moved " + Guid.NewGuid().ToString("N")[..6];
        using (var imap = await suite.ImapAsync("dave")) await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync(folder, isMessageFolder: true);
        await using var story = await OpenAsync("Move");

        await story.Act("Move to").ClickAsync();
        await story.Page.GetByRole(AriaRole.Menuitem, new() { Name = folder }).ClickAsync();
        await Assertions.Expect(story.Row).ToHaveCountAsync(0);
        await story.StoredAsync(folder);
        await story.UndoAsync("Message moved to " + folder);
        await Assertions.Expect(story.Row).ToBeVisibleAsync();
        await story.StoredAsync("INBOX");
        await story.NotStoredAsync(folder);
        Assert.Empty(story.Visitor.Problems);
    }

    private async Task<Story> OpenAsync(string what)
    {
        var suite = await shared.GetAsync();
        var subject = $"{what} {Guid.NewGuid().ToString("N")[..8]}";
        await suite.DeliverAsync("bob", "dave", subject, "About " + subject);
        var visitor = await chromium.SignInAsync(suite, "dave");
        var story = new Story(suite, visitor, subject);
        await story.Row.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Article)).ToContainTextAsync(subject);
        return story;
    }

    /// <summary>A person in front of a message of their own.</summary>
    private sealed record Story(Suite Suite, Visitor Visitor, string Subject) : IAsyncDisposable
    {
        public IPage Page => Visitor.Page;

        public ILocator Row => ComposeStoriesTests.Row(Page, Subject);

        public ILocator Act(string name) => Page.GetByRole(AriaRole.Toolbar, new() { Name = "Message actions" }).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        public Task UndoAsync(string done) => Page.Locator(".toast").Filter(new() { HasText = done }).Last.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        public Task StoredAsync(string folder, SearchQuery? marked = null) => CountAsync(folder, marked, 1);

        public Task NotStoredAsync(string folder) => CountAsync(folder, null, 0);

        public ValueTask DisposeAsync() => Visitor.DisposeAsync();

        private Task CountAsync(string folder, SearchQuery? marked, int count) => Until.TrueAsync(async () =>
        {
            using var imap = await Suite.ImapAsync("dave");
            var box = await imap.GetFolderAsync(folder);
            await box.OpenAsync(FolderAccess.ReadOnly);
            var query = SearchQuery.SubjectContains(Subject);
            return (await box.SearchAsync(marked is null ? query : query.And(marked))).Count == count;
        }, TimeSpan.FromSeconds(10), $"{folder} holds {count} of {Subject}");
    }
}
