using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

public sealed class EmptyListTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task An_empty_folder_and_a_search_without_hits_say_so()
    {
        var suite = await shared.GetAsync();
        var folder = "Empty " + Guid.NewGuid().ToString("N")[..6];
        using (var imap = await suite.ImapAsync("carol")) await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync(folder, isMessageFolder: true);
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var page = carol.Page;
        await page.GetByRole(AriaRole.Treeitem, new() { Name = folder }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing here" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Messages that you move to this folder appear here.")).ToBeVisibleAsync();
        Assert.Empty(await carol.AxeAsync());

        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Inbox" }).ClickAsync();
        await page.Locator("[role=row][data-uid]").First.WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("nobodywrote" + folder[6..]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing found" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Only this folder was searched.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("0 results")).ToBeVisibleAsync();
        Assert.Empty(await carol.AxeAsync());
        Assert.Empty(carol.Problems);
    }
}
