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

    /// <summary>Opens the full form on a new event with what nearly every event has; the caller adds what is special and saves.</summary>
    public async Task PlanAsync(string title, string calendar, DateOnly day, string from, string to, string? repeat = null)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New event" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await page.GetByLabel("Starts").FillAsync(Iso(day));
        await TimesAsync(from, to);
        await page.GetByLabel("Title").FillAsync(title);
        if (repeat is not null) await page.GetByRole(AriaRole.Button, new() { Name = repeat }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Calendar" }).SelectOptionAsync(new SelectOptionValue { Label = calendar });
    }

    /// <summary>Fills in when the event of the form begins and ends.</summary>
    public async Task TimesAsync(string from, string to)
    {
        await page.GetByLabel("at", new() { Exact = true }).First.FillAsync(from);
        await page.GetByLabel("at", new() { Exact = true }).Nth(1).FillAsync(to);
    }

    /// <summary>Saves the form and is back in the agenda.</summary>
    public async Task SaveAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".cg")).ToHaveAttributeAsync("aria-busy", "false");
    }

    /// <summary>Opens the card of an event and from it the form.</summary>
    public async Task EditAsync(string title)
    {
        await Event(title).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit event" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);
    }

    public async Task ShareAsync(string calendar, string with, string level)
    {
        await OpenSharingAsync(calendar);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add people by name or address" }).FillAsync($"{with}@example.test");
        await page.GetByLabel("Level", new() { Exact = true }).SelectOptionAsync(level);
        await page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved:" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    public async Task StopSharingAsync(string calendar, string with)
    {
        await OpenSharingAsync(calendar);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Stop sharing with {with}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "No longer shared" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    public async Task OpenSharingAsync(string calendar)
    {
        await page.GetByRole(AriaRole.Checkbox, new() { Name = calendar }).HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {calendar}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Share" }).ClickAsync();
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
