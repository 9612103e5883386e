using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>Whole days and series with an end, filled in by the form over a change of the clocks; what is stored is what was meant.</summary>
public sealed class PlannedByFormTests(SharedSuite shared, Chromium chromium)
{
    /// <summary>Its Sunday is the 31st of October 2027: the clocks go back.</summary>
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(140);

    [Fact]
    public async Task An_event_of_two_whole_days_is_stored_as_dates()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol", "/agenda");
        var (page, screen) = (carol.Page, new AgendaScreen(carol.Page));
        await screen.GoAsync("week", Week);
        await screen.AddCalendarAsync("Fairs");
        await screen.PlanAsync("Timber fair", "Fairs", Week.AddDays(1), "09:00", "10:00");
        await page.GetByLabel("All day").CheckAsync();
        await Assertions.Expect(page.GetByLabel("at", new() { Exact = true })).ToHaveCountAsync(0);
        await page.GetByLabel("Ends", new() { Exact = true }).First.FillAsync(AgendaScreen.Iso(Week.AddDays(2)));
        await Assertions.Expect(page.GetByRole(AriaRole.Form, new() { Name = "Event" })).ToContainTextAsync("2 days");
        await screen.SaveAsync();

        // drawn once, over two days
        await Assertions.Expect(screen.Event("Timber fair")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Said("Timber fair, Tuesday 26 October to Wednesday 27 October, all day")).ToBeAttachedAsync();
        var (box, column) = ((await screen.Event("Timber fair").BoundingBoxAsync())!, (await page.Locator(".ec-time-grid .ec-body .ec-day").Nth(1).BoundingBoxAsync())!);
        Assert.InRange(box.X, column.X - 2, column.X + 12);
        Assert.InRange(box.Width, (2 * column.Width) - 20, (2 * column.Width) + 2);

        using var phone = Visitor.Dav(suite, "carol");
        var text = Assert.Single(await PhoneCalendar.ObjectsAsync(phone, "carol", "Fairs"));
        Assert.Contains("DTSTART;VALUE=DATE:20271026\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;VALUE=DATE:20271028\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VTIMEZONE", text, StringComparison.Ordinal);

        // the form shows the last day that counts, not the one after it
        await screen.EditAsync("Timber fair");
        await Assertions.Expect(page.GetByLabel("All day")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Ends", new() { Exact = true }).First).ToHaveValueAsync(AgendaScreen.Iso(Week.AddDays(2)));
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task A_series_ends_after_its_number_or_on_its_last_day_and_a_whole_one_is_deleted_and_brought_back()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol", "/agenda");
        var (page, screen) = (carol.Page, new AgendaScreen(carol.Page));
        await screen.GoAsync("week", Week);
        await screen.AddCalendarAsync("Slipway");

        // every day, five times: Thursday to Monday, at nine before and after the clocks change
        await screen.PlanAsync("Tide check", "Slipway", Week.AddDays(3), "09:00", "09:30", "Every day");
        await page.GetByRole(AriaRole.Radio, new() { Name = "After", Exact = true }).ClickAsync();
        await page.GetByLabel("How many times").FillAsync("5");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Repeats" }).GetByRole(AriaRole.Status)).ToContainTextAsync("Every day, 5 times");
        await screen.SaveAsync();

        // Tuesday and Thursday, late: the last day counts to its end
        await screen.PlanAsync("Night watch", "Slipway", Week.AddDays(1), "23:00", "23:30", "Every week");
        await page.GetByRole(AriaRole.Group, new() { Name = "Days" }).GetByRole(AriaRole.Button, new() { Name = "Thursday" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "On", Exact = true }).ClickAsync();
        await page.GetByLabel("Last day").FillAsync(AgendaScreen.Iso(Week.AddDays(15)));
        await screen.SaveAsync();

        await ShowsAsync(screen, tides: 4, watches: 2);
        await Assertions.Expect(screen.Said("Tide check, Sunday 31 October, 9:00 to 9:30")).ToBeAttachedAsync();
        await NextAsync(page);
        await ShowsAsync(screen, tides: 1, watches: 2);
        await Assertions.Expect(screen.Said("Tide check, Monday 1 November, 9:00 to 9:30")).ToBeAttachedAsync();
        await NextAsync(page);
        await ShowsAsync(screen, tides: 0, watches: 1);
        await Assertions.Expect(screen.Said("Night watch, Tuesday 9 November, 23:00 to 23:30")).ToBeAttachedAsync();
        await NextAsync(page);
        await ShowsAsync(screen, tides: 0, watches: 0);

        using var phone = Visitor.Dav(suite, "carol");
        var daily = Assert.Single(await SeriesAsync(phone, "Tide check"));
        Assert.Contains("DTSTART;TZID=Europe/Paris:20271028T090000\r\n", daily, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=DAILY;COUNT=5\r\n", daily, StringComparison.Ordinal);
        var weekly = Assert.Single(await SeriesAsync(phone, "Night watch"));
        Assert.Contains("RRULE:FREQ=WEEKLY;UNTIL=20271109T225959Z;BYDAY=TU,TH\r\n", weekly, StringComparison.Ordinal);   // RFC 5545, section 3.3.10: UTC, because the start has a zone

        // the whole series goes, and comes back as it was
        await screen.GoAsync("week", Week);
        await screen.Event("Tide check").Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete event" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "All of them" }).ClickAsync();
        await ShowsAsync(screen, tides: 0, watches: 2);
        Assert.Empty(await SeriesAsync(phone, "Tide check"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await ShowsAsync(screen, tides: 4, watches: 2);
        Assert.Equal(daily, Assert.Single(await SeriesAsync(phone, "Tide check")));
        Assert.Empty(carol.Problems);
    }

    private static async Task NextAsync(IPage page) => await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();

    private static async Task ShowsAsync(AgendaScreen screen, int tides, int watches)
    {
        await screen.SettleAsync();
        await Assertions.Expect(screen.Event("Tide check")).ToHaveCountAsync(tides);
        await Assertions.Expect(screen.Event("Night watch")).ToHaveCountAsync(watches);
    }

    private static async Task<IEnumerable<string>> SeriesAsync(HttpClient phone, string title) =>
        (await PhoneCalendar.ObjectsAsync(phone, "carol", "Slipway")).Where(text => text.Contains($"SUMMARY:{title}\r\n", StringComparison.Ordinal));
}
