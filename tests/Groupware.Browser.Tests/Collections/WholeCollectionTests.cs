using Groupware.Browser.Tests.Agenda;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Collections;

/// <summary>A whole calendar, task list or book goes by one press and comes back by one: for its owner, and for a colleague who manages it.</summary>
public sealed class WholeCollectionTests(SharedSuite shared, Chromium chromium)
{
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(182);

    [Fact]
    public async Task What_is_deleted_whole_comes_back_also_to_a_colleague_who_manages_it()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave", "/agenda");
        await using var carol = await chromium.SignInAsync(suite, "carol", "/agenda");
        var (mine, theirs) = (new AgendaScreen(dave.Page), new AgendaScreen(carol.Page));
        await mine.GoAsync("week", Week);
        await theirs.GoAsync("week", Week);
        await mine.AddCalendarAsync("Regatta");
        await mine.PlanAsync("Boat scrutiny", "Regatta", Week.AddDays(1), "10:00", "11:00");
        await mine.SaveAsync();
        await mine.ShareAsync("Regatta", "carol", "Manage");
        var calendar = dave.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Regatta" });
        foreach (var (who, other) in ((AgendaScreen, AgendaScreen)[])[(theirs, mine), (mine, theirs)])
        {
            await Assertions.Expect(who.Event("Boat scrutiny")).ToBeVisibleAsync();
            await who.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Regatta" }).HoverAsync();
            await who.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for Regatta" }).ClickAsync();
            await who.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
            await Assertions.Expect(other.Event("Boat scrutiny")).ToHaveCountAsync(0);
            await Assertions.Expect(calendar).ToHaveCountAsync(0);
            await UndoAsync(who.Page, "Calendar “Regatta” deleted");
            await Assertions.Expect(other.Event("Boat scrutiny")).ToBeVisibleAsync();
            await Assertions.Expect(calendar).ToBeVisibleAsync();
        }

        await dave.GoAsync("/tasks");
        await carol.GoAsync("/tasks");
        await MakeAsync(dave.Page, dave.Page.GetByRole(AriaRole.Button, new() { Name = "Add a list" }), "Regatta crew");
        await dave.Page.GetByRole(AriaRole.Textbox, new() { Name = "Add a task" }).FillAsync("Find a coxswain");
        await dave.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dave.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Find a coxswain" })).ToBeVisibleAsync();
        await ShareAsync(dave.Page, dave.Page.GetByRole(AriaRole.Button, new() { Name = "Share this list" }));
        await DeletedAndBackAsync(carol.Page, dave.Page, "Regatta crew", "More actions", "Delete list", "List “Regatta crew” deleted");
        await DeletedAndBackAsync(dave.Page, carol.Page, "Regatta crew", "More actions", "Delete list", "List “Regatta crew” deleted");
        await carol.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Regatta crew" }).ClickAsync();
        await Assertions.Expect(carol.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Find a coxswain" })).ToBeVisibleAsync();

        await dave.GoAsync("/contacts");
        await carol.GoAsync("/contacts");
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "Import, export and more" }).ClickAsync();
        await MakeAsync(dave.Page, dave.Page.GetByRole(AriaRole.Menuitem, new() { Name = "New address book" }), "Regatta guests");
        await dave.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Regatta guests" }).ClickAsync();
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "Import, export and more" }).ClickAsync();
        await ShareAsync(dave.Page, dave.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Share" }));
        await DeletedAndBackAsync(carol.Page, dave.Page, "Regatta guests", "Import, export and more", "Delete address book", "Address book “Regatta guests” deleted");
        await DeletedAndBackAsync(dave.Page, carol.Page, "Regatta guests", "Import, export and more", "Delete address book", "Address book “Regatta guests” deleted");
        Assert.Empty(dave.Problems);
        Assert.Empty(carol.Problems);
    }

    private static async Task MakeAsync(IPage page, ILocator opener, string name)
    {
        await opener.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem, new() { Name = name })).ToBeVisibleAsync();
    }

    private static async Task ShareAsync(IPage page, ILocator opener)
    {
        await opener.ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add people by name or address" }).FillAsync("carol@example.test");
        await page.GetByLabel("Level", new() { Exact = true }).SelectOptionAsync("Manage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved:" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();
    }

    /// <summary>Deleted by one, gone from the other's open page, brought back by the one, there again.</summary>
    private static async Task DeletedAndBackAsync(IPage page, IPage other, string name, string menu, string act, string said)
    {
        var seen = other.GetByRole(AriaRole.Treeitem, new() { Name = name });
        await page.GetByRole(AriaRole.Treeitem, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(seen).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = menu, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
        await Assertions.Expect(seen).ToHaveCountAsync(0);
        await UndoAsync(page, said);
        await Assertions.Expect(seen).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem, new() { Name = name })).ToBeVisibleAsync();
    }

    private static Task UndoAsync(IPage page, string said) => page.Locator(".toast").Filter(new() { HasText = said }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
}
