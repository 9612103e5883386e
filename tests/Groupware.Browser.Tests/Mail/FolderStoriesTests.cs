using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

public sealed class FolderStoriesTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_folder_is_made_renamed_thrown_away_and_brought_back_and_another_tab_follows()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var other = await bob.Context.NewPageAsync();
        await other.GotoAsync("/mail");
        var name = "Quay " + Guid.NewGuid().ToString("N")[..6];

        await page.GetByRole(AriaRole.Button, new() { Name = "New folder" }).ClickAsync();
        var field = page.GetByLabel("Name of the folder");
        await field.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Give the folder a name.")).ToBeVisibleAsync();
        await field.FillAsync("Newsletters");
        await field.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("There is a folder of this name already.")).ToBeVisibleAsync();
        await field.FillAsync(name);
        await field.PressAsync("Enter");
        await Assertions.Expect(Node(page, name)).ToBeVisibleAsync();
        await Assertions.Expect(Node(other, name)).ToBeVisibleAsync();

        // by the keyboard alone: the row, its menu, the name
        await Node(page, name).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {name}" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Empty(await bob.AxeAsync());
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" }).PressAsync("Enter");
        await field.FillAsync(name + " north");
        await field.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name + " north" })).ToBeVisibleAsync();
        await Assertions.Expect(Node(other, name + " north")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {name} north" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete folder" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" })).ToBeVisibleAsync();
        await Assertions.Expect(Node(page, name + " north")).ToHaveAttributeAsync("aria-level", "2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(Node(page, name + " north")).ToHaveAttributeAsync("aria-level", "1");

        // a folder of the product itself has no such acts
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Sent" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "New folder inside" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" })).ToHaveCountAsync(0);
        Assert.Empty(bob.Problems);
    }

    private static ILocator Node(IPage page, string name) => page.GetByRole(AriaRole.Treeitem, new() { Name = name });
}
