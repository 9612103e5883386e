using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Admin;

public sealed class PersonStoryTests(SharedSuite shared, Chromium chromium)
{
    private const string Password = "a bridge of oak";

    /// <summary>What waits for the mail host or for another browser's tab has longer.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_person_is_added_renamed_gets_an_alias_works_and_is_out_when_the_account_is_closed()
    {
        var suite = await shared.GetAsync();
        await using var administrator = await chromium.SignInAsync(suite, "admin", "/admin/people");
        var page = administrator.Page;

        // added with a password
        await page.GetByRole(AriaRole.Button, new() { Name = "New person" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "New person" });
        await Assertions.Expect(panel.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await panel.GetByLabel("Name", new() { Exact = true }).FillAsync("Nora Olsen");
        await panel.GetByLabel("Domain", new() { Exact = true }).SelectOptionAsync(Suite.Domain);
        await panel.GetByLabel("Address", new() { Exact = true }).FillAsync("nora");
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("free");
        await panel.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nora Olsen added")).ToBeVisibleAsync();

        // renamed, and an alias
        await page.GetByRole(AriaRole.Link, new() { Name = "Nora Olsen" }).ClickAsync();
        var name = page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true });
        await name.FillAsync("Nora Lund");
        await name.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nora Lund", Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Add an alias" }).FillAsync("nora.lund@example.test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an alias" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make main: nora.lund@example.test" })).ToBeVisibleAsync();

        // the person is in, and the alias takes mail
        await using var nora = await chromium.VisitAsync(suite);
        await nora.Page.GotoAsync("/mail");
        await FillInAsync(nora.Page);
        await Assertions.Expect(nora.Page).ToHaveURLAsync(new Regex("/mail", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 15_000 });
        await nora.ReadyAsync();
        await suite.DeliverAsync("bob", "nora.lund", "Welcome to the yard");
        await Assertions.Expect(nora.Page.GetByRole(AriaRole.Row, new() { Name = "Welcome to the yard" })).ToBeVisibleAsync(Soon);

        // another main address: the open tab goes on hearing of new mail
        await page.GetByRole(AriaRole.Button, new() { Name = "Make main: nora.lund@example.test" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make main: nora@example.test" })).ToBeVisibleAsync();
        await suite.DeliverAsync("bob", "nora", "Still the same desk");
        await Assertions.Expect(nora.Page.GetByRole(AriaRole.Row, new() { Name = "Still the same desk" })).ToBeVisibleAsync(Soon);

        // closed: the open tab ends, and the door stays shut
        await page.GetByRole(AriaRole.Button, new() { Name = "Close account" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Account of Nora Lund closed")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("closed since")).ToBeVisibleAsync();
        await Assertions.Expect(nora.Page.GetByLabel("User name")).ToBeVisibleAsync(Soon);
        await FillInAsync(nora.Page);
        await Assertions.Expect(nora.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This account is closed. Ask your administrator.");
        Assert.Empty(administrator.Problems);
    }

    private static async Task FillInAsync(IPage page)
    {
        await page.GetByLabel("User name").FillAsync("nora@example.test");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByLabel("Password").PressAsync("Enter");
    }
}
