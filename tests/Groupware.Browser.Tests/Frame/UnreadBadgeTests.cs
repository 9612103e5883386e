using Groupware.Testing;
using MailKit;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

public sealed class UnreadBadgeTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task The_number_of_unread_messages_is_true_on_a_page_without_mail()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/tasks");
        var badge = visitor.Page.Locator(".rail .badge");
        await Assertions.Expect(badge).ToHaveTextAsync(await UnreadAsync(suite) + " unread");

        await suite.DeliverAsync("stranger@elsewhere.test", "dave", "One more");
        await Until.TrueAsync(async () => await badge.TextContentAsync() == await UnreadAsync(suite) + " unread", TimeSpan.FromSeconds(15), "the new message is counted");
    }

    private static async Task<int> UnreadAsync(Suite suite)
    {
        using var dave = await suite.ImapAsync("dave");
        await dave.Inbox!.StatusAsync(StatusItems.Unread);
        return dave.Inbox.Unread;
    }
}
