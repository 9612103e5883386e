using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>The server does not answer the grid: a line says so, what was drawn stays, and it goes on by a press or by itself.</summary>
public sealed class FailedFetchTests(SharedSuite shared, Chromium chromium)
{
    private const string Fetch = "**/api/agenda/occurrences**";
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(147);

    [Fact]
    public async Task Events_that_cannot_be_fetched_come_by_a_press_or_by_the_next_change()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob", "/agenda");
        var (page, screen) = (bob.Page, new AgendaScreen(bob.Page));
        using var phone = Visitor.Dav(suite, "bob");
        await screen.GoAsync("week", Week);
        await screen.AddCalendarAsync("Ferry");
        await PhoneCalendar.AddAsync(phone, "bob", "Ferry", "First crossing", Week.AddDays(8));
        var line = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The events of these days could not be read." });

        // the days that are turned to
        await page.RouteAsync(Fetch, static route => route.FulfillAsync(new() { Status = 503 }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await Assertions.Expect(line).ToBeVisibleAsync();
        Assert.Empty(await bob.AxeAsync());
        await page.UnrouteAsync(Fetch);
        await line.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(screen.Event("First crossing")).ToBeVisibleAsync();
        await Assertions.Expect(line).ToHaveCountAsync(0);

        // the days on show, when somebody wrote
        await page.RouteAsync(Fetch, static route => route.FulfillAsync(new() { Status = 503 }));
        await PhoneCalendar.AddAsync(phone, "bob", "Ferry", "Second crossing", Week.AddDays(9));
        await Assertions.Expect(line).ToBeVisibleAsync();
        await Assertions.Expect(screen.Event("First crossing")).ToBeVisibleAsync();

        // turned to others in vain, and the next change brings them
        await page.GetByRole(AriaRole.Button, new() { Name = "Earlier" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        await Assertions.Expect(screen.Event("First crossing")).ToHaveCountAsync(0);
        await page.UnrouteAsync(Fetch);
        await PhoneCalendar.AddAsync(phone, "bob", "Ferry", "Third crossing", Week.AddDays(10));
        foreach (var each in (string[])["First", "Second", "Third"]) await Assertions.Expect(screen.Event(each + " crossing")).ToBeVisibleAsync();
        await Assertions.Expect(line).ToHaveCountAsync(0);
        Assert.DoesNotContain(bob.Problems, static problem => !problem.Contains("503", StringComparison.Ordinal));
    }
}
