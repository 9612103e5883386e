using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Tasks;

public sealed class TaskStoriesTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_task_is_added_dated_ticked_and_taken_back_and_the_colleague_sees_it()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol", "/tasks");
        await using var dave = await chromium.SignInAsync(suite, "dave", "/tasks");
        var page = carol.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a list" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Footbridge");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Footbridge" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "New task" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Add a task" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Order deck steel");
        await page.Keyboard.PressAsync("Enter");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Order deck steel" });
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "No date" })).ToBeVisibleAsync();

        // the colleague gets the list without reload
        await page.GetByRole(AriaRole.Button, new() { Name = "Share this list" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add people by name or address" }).FillAsync("dave@example.test");
        await page.GetByLabel("Level", new() { Exact = true }).SelectOptionAsync("Write");
        await page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved:" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();
        await dave.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Footbridge" }).ClickAsync();
        var theirs = dave.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Order deck steel" });
        await Assertions.Expect(theirs).ToBeVisibleAsync();

        // a date puts it where it asks for attention
        await page.GetByRole(AriaRole.Button, new() { Name = "Order deck steel" }).ClickAsync();
        await page.GetByLabel("Due", new() { Exact = true }).FillAsync("2020-02-03");
        await page.GetByLabel("Notes").FillAsync("Bronze dents less than we feared");
        await page.GetByLabel("Priority").SelectOptionAsync("1");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Overdue" }).First).ToBeVisibleAsync();
        await Assertions.Expect(theirs.GetByText("3 Feb 2020")).ToBeVisibleAsync();
        Assert.Empty(await carol.AxeAsync());

        // ticked by the colleague, taken back there
        await dave.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Done: Order deck steel" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mark as not done" })).ToBeVisibleAsync();
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mark as done" })).ToBeVisibleAsync();

        // deleted and brought back
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete task" }).ClickAsync();
        await Assertions.Expect(theirs).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(theirs).ToBeVisibleAsync();
        Assert.Empty(carol.Problems);
        Assert.Empty(dave.Problems);
    }
}
