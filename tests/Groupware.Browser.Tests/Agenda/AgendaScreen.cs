using System.Globalization;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>The agenda in front of somebody, in the words of the screen.</summary>
internal sealed class AgendaScreen(IPage page)
{
    /// <summary>Monday of a week that has no other test's events and no change of the clocks.</summary>
    public static readonly DateOnly Monday = new(2027, 6, 7);

    public IPage Page => page;

    public ILocator Event(string title) => page.Locator(".ec-event[data-id*='~']", new() { HasText = title });

    /// <summary>The sentence that a screen reader says.</summary>
    public ILocator Said(string sentence) => page.Locator(".ec-event .vh", new() { HasText = sentence });

    public Task SettleAsync() => page.WaitForFunctionAsync("() => document.querySelector('.cg')?.getAttribute('aria-busy') === 'false'");

    public async Task GoAsync(string view, DateOnly day)
    {
        await page.GotoAsync($"/agenda/{view}/{Iso(day)}");
        await page.WaitForSelectorAsync("body[data-interactive]");
        await page.WaitForSelectorAsync(".ec-main, .ec-no-events");
        await SettleAsync();
    }

    public async Task AddCalendarAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a calendar" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = name })).ToBeVisibleAsync();
    }

    public async Task ShareAsync(string calendar, string with, string level)
    {
        await page.GetByRole(AriaRole.Checkbox, new() { Name = calendar }).HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {calendar}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Share" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add people by name or address" }).FillAsync($"{with}@example.test");
        await page.GetByLabel("Level", new() { Exact = true }).SelectOptionAsync(level);
        await page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved:" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    /// <summary>Presses on an event and moves by days and hours; the caller releases.</summary>
    public async Task GrabAsync(string title, int days, double hours, bool atTheEnd = false)
    {
        var box = await Event(title).First.BoundingBoxAsync() ?? throw new InvalidOperationException($"{title} is not drawn");
        var column = await page.Locator(".ec-time-grid .ec-body .ec-day").First.BoundingBoxAsync() ?? throw new InvalidOperationException("No day is drawn");
        var (x, y) = (box.X + 24, atTheEnd ? box.Y + box.Height - 3 : box.Y + 12);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + (days * column.Width), (float)(y + (hours * 48)), new() { Steps = 6 });
    }

    /// <summary>Drags over free time of a day, and releases.</summary>
    public async Task SelectAsync(int day, double from, double to)
    {
        var column = await page.Locator(".ec-time-grid .ec-body .ec-day").Nth(day).BoundingBoxAsync() ?? throw new InvalidOperationException("No day is drawn");
        await page.Mouse.MoveAsync(column.X + 40, (float)(column.Y + (from * 48) + 4));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(column.X + 40, (float)(column.Y + (to * 48) - 4), new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
