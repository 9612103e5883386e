using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>What repeats, planned and changed from the screen; what is stored is what was meant.</summary>
public sealed class SeriesTests(SharedSuite shared, Chromium chromium)
{
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(91);

    [Fact]
    public async Task A_whole_series_is_changed_and_one_of_it_deleted_and_brought_back()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave", "/agenda");
        var (page, screen) = (dave.Page, new AgendaScreen(dave.Page));
        await screen.GoAsync("week", Week);
        await screen.AddCalendarAsync("Workshop");
        await screen.PlanAsync("Stock count", "Workshop", Week.AddDays(1), "10:00", "11:00", "Every week");
        await screen.SaveAsync();
        await Assertions.Expect(screen.Said("Stock count, Tuesday 7 September, 10:00 to 11:00, repeats")).ToBeAttachedAsync();

        // the second one is an exception: on Wednesday
        await screen.GoAsync("week", Week.AddDays(7));
        await screen.GrabAsync("Stock count", days: 1, hours: 0);
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByText("Only this one moved to Wednesday 15 September")).ToBeVisibleAsync();

        // all of them: another title at another time; the exception stays where it was put and takes the title
        await screen.GoAsync("week", Week);
        await screen.EditAsync("Stock count");
        await page.GetByRole(AriaRole.Radio, new() { Name = "All", Exact = true }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("Stock taking");
        await screen.TimesAsync("14:00", "15:30");
        await screen.SaveAsync();
        await Assertions.Expect(screen.Said("Stock taking, Tuesday 7 September, 14:00 to 15:30")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await Assertions.Expect(screen.Said("Stock taking, Wednesday 15 September, 10:00 to 11:00")).ToBeAttachedAsync();
        await Assertions.Expect(screen.Event("Stock")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await Assertions.Expect(screen.Said("Stock taking, Tuesday 21 September, 14:00 to 15:30")).ToBeAttachedAsync();

        // one of them goes, the others stay
        await screen.Event("Stock taking").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete event" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Only this one" }).ClickAsync();
        await Assertions.Expect(screen.Event("Stock taking")).ToHaveCountAsync(0);
        using var phone = Visitor.Dav(suite, "dave");
        Assert.Contains("EXDATE;TZID=Europe/Paris:20270921T140000", Assert.Single(await PhoneCalendar.ObjectsAsync(phone, "dave", "Workshop")), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await Assertions.Expect(screen.Said("Stock taking, Tuesday 28 September, 14:00 to 15:30")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Earlier" }).ClickAsync();
        await Assertions.Expect(screen.Event("Stock taking")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(screen.Said("Stock taking, Tuesday 21 September, 14:00 to 15:30")).ToBeAttachedAsync();

        var text = Assert.Single(await PhoneCalendar.ObjectsAsync(phone, "dave", "Workshop"));
        Assert.DoesNotContain("EXDATE", text, StringComparison.Ordinal);
        Assert.Contains("RECURRENCE-ID;TZID=Europe/Paris:20270914T140000", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Paris:20270915T100000", text, StringComparison.Ordinal);
        Assert.Empty(dave.Problems);
    }

    [Fact]
    public async Task What_repeats_by_month_and_year_keeps_its_zone_and_its_reminder()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave", "/agenda");
        var (page, screen) = (dave.Page, new AgendaScreen(dave.Page));
        await screen.GoAsync("week", Week);
        await screen.AddCalendarAsync("Boardroom");

        await screen.PlanAsync("Investors call", "Boardroom", Week.AddDays(2), "09:00", "10:00", "Every month");
        await page.GetByLabel("Time zone").SelectOptionAsync("America/New_York");
        await page.GetByLabel("Reminder").SelectOptionAsync(new SelectOptionValue { Label = "30 minutes before" });
        await screen.SaveAsync();
        await Assertions.Expect(screen.Said("Investors call, Wednesday 8 September, 15:00 to 16:00, repeats")).ToBeAttachedAsync();
        await screen.PlanAsync("Founding day", "Boardroom", Week.AddDays(3), "18:00", "19:00", "Every year");
        await screen.SaveAsync();
        await Assertions.Expect(screen.Said("Founding day, Thursday 9 September, 18:00 to 19:00, repeats")).ToBeAttachedAsync();

        // the next of each; in the days between the two changes of the clocks New York is an hour nearer
        await screen.GoAsync("week", new DateOnly(2028, 9, 9));
        await Assertions.Expect(screen.Said("Founding day, Saturday 9 September, 18:00 to 19:00")).ToBeAttachedAsync();
        await Assertions.Expect(screen.Said("Investors call, Friday 8 September, 15:00 to 16:00")).ToBeAttachedAsync();
        await screen.GoAsync("week", new DateOnly(2028, 3, 8));
        await Assertions.Expect(screen.Event("Founding day")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Said("Investors call, Wednesday 8 March, 15:00 to 16:00")).ToBeAttachedAsync();

        // the form shows again what was chosen
        await screen.EditAsync("Investors call");
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");
        await Assertions.Expect(page.GetByLabel("Reminder")).ToHaveValueAsync("30");
        await Assertions.Expect(page.GetByLabel("at", new() { Exact = true }).First).ToHaveValueAsync("09:00");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Repeats" })).ToContainTextAsync("Every month");

        using var phone = Visitor.Dav(suite, "dave");
        var texts = await PhoneCalendar.ObjectsAsync(phone, "dave", "Boardroom");
        var monthly = Assert.Single(texts, static text => text.Contains("SUMMARY:Investors call", StringComparison.Ordinal));
        Assert.Contains("DTSTART;TZID=America/New_York:20270908T090000", monthly, StringComparison.Ordinal);
        Assert.Contains("TZID:America/New_York", monthly, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=MONTHLY", monthly, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-PT30M", monthly, StringComparison.Ordinal);
        var yearly = Assert.Single(texts, static text => text.Contains("SUMMARY:Founding day", StringComparison.Ordinal));
        Assert.Contains("RRULE:FREQ=YEARLY", yearly, StringComparison.Ordinal);
        Assert.DoesNotContain("VALARM", yearly, StringComparison.Ordinal);
        Assert.Empty(dave.Problems);
    }
}
