using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>Everything that the pointer does on the grid, and the same by keys.</summary>
public sealed class DragTests(SharedSuite shared, Chromium chromium)
{
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(28);

    [Fact]
    public async Task An_event_is_drawn_moved_resized_and_let_go()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/agenda");
        var (page, screen) = (visitor.Page, new AgendaScreen(visitor.Page));
        await screen.GoAsync("week", Week);

        // drawn: the card stands beside it with the title under the caret
        await screen.SelectAsync(day: 1, from: 9, to: 10);
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "New event" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Title" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Bracket drawings");
        Assert.Empty(await visitor.AxeAsync());
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(screen.Said("Bracket drawings, Tuesday 6 July, 9:00 to 10:00")).ToBeAttachedAsync();

        await screen.GrabAsync("Bracket drawings", days: 2, hours: 1);
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByText("Moved to Thursday 8 July 2027, 10:00")).ToBeVisibleAsync();
        await screen.GrabAsync("Bracket drawings", days: 0, hours: 1, atTheEnd: true);
        await page.Mouse.UpAsync();
        await Assertions.Expect(screen.Said("Bracket drawings, Thursday 8 July, 10:00 to 12:00")).ToBeAttachedAsync();

        // Escape in the middle of a drag: nothing is sent, nothing opens
        await screen.GrabAsync("Bracket drawings", days: -1, hours: 1.5);
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        await Assertions.Expect(screen.Said("Bracket drawings, Thursday 8 July, 10:00 to 12:00")).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // by keys: m, arrows, Enter; Escape restores
        await screen.Event("Bracket drawings").FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(screen.Said("Bracket drawings, Wednesday 7 July, 10:15 to 12:15")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(screen.Said("Bracket drawings, Thursday 8 July, 10:00 to 12:00")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Moved to Thursday 8 July 2027, 10:00 – 11:45")).ToBeVisibleAsync();

        // deleted from its card, and brought back
        await screen.Event("Bracket drawings").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Bracket drawings" })).ToBeVisibleAsync();
        Assert.Empty(await visitor.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete event" }).ClickAsync();
        await Assertions.Expect(screen.Event("Bracket drawings")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(screen.Said("Bracket drawings, Thursday 8 July, 10:00 to 11:45")).ToBeAttachedAsync();
        Assert.Empty(visitor.Problems);
    }

    [Theory]
    [InlineData("month", false, 7)]
    [InlineData("list", true, 21)]
    [InlineData("day", false, 28)]
    [InlineData("workweek", true, 35)]
    public async Task Every_view_is_usable_by_everybody(string view, bool dark, int after)
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/agenda", Screen.Desktop with { Dark = dark });
        var screen = new AgendaScreen(visitor.Page);
        await screen.GoAsync("week", Week.AddDays(after));
        await screen.SelectAsync(day: 0, from: 9, to: 10);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("Toolbox talk");
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await screen.Event("Toolbox talk").First.WaitForAsync();
        await screen.GoAsync(view, Week.AddDays(after));
        await screen.Event("Toolbox talk").First.WaitForAsync();
        Assert.Empty(await visitor.AxeAsync());
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_phone_lists_the_days_and_makes_an_event_in_a_sheet()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/agenda", Screen.Phone);
        var (page, screen) = (visitor.Page, new AgendaScreen(visitor.Page));
        await screen.GoAsync("week", Week.AddDays(14));
        await page.Locator(".fab").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Site visit");
        Assert.Empty(await visitor.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(screen.Event("Site visit").First).ToBeVisibleAsync();
        Assert.Empty(await visitor.AxeAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth || document.querySelector('.ec').getBoundingClientRect().right > innerWidth"));
        Assert.Empty(visitor.Problems);
    }
}
