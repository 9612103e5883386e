using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

public sealed class FrameTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task The_keyboard_goes_everywhere()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/settings$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(page.Locator("#content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_search_box_answers_everywhere()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/tasks");
        var page = visitor.Page;
        var box = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });

        // tasks of all lists, accents left out
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Expenses of last month" }).WaitForAsync();
        await box.FillAsync("hotel goteborg");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Réserver l’hôtel à Göteborg" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Expenses of last month" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 result" })).ToBeVisibleAsync();
        await box.FillAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Expenses of last month" })).ToBeVisibleAsync();

        // a page that searches nothing itself hands over to the mail
        await visitor.GoAsync("/settings");
        await box.FillAsync("Certilab");
        await box.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }).GetByRole(AriaRole.Row).First).ToBeVisibleAsync();
        await Assertions.Expect(box).ToHaveValueAsync("Certilab");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "result" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_menu_is_walked_with_the_arrow_keys_and_gives_the_focus_back()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Sort" });

        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitemradio, new() { Name = "By last name" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitemradio, new() { Name = "By first name" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_said_in_a_line_and_typing_goes_on()
    {
        await using var suite = await Suite.StartAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        var name = page.GetByLabel("First name");
        await name.FillAsync("Jo");

        await suite.Kill9Async();
        await Assertions.Expect(page.Locator(".banner.reconnect")).ToBeVisibleAsync();
        await name.PressSequentiallyAsync("nas");
        await Assertions.Expect(name).ToHaveValueAsync("Jonas");
        await Assertions.Expect(name).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_in_the_frame_of_the_product()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var answer = await visitor.Page.GotoAsync("/nothing/here");
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "This page is not there" })).ToBeVisibleAsync();
    }
}
