using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>The story of a meeting: planned, shared, one of it moved; the colleague and a phone see the same.</summary>
public sealed class PlanMeetingTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_weekly_meeting_is_planned_shared_and_one_of_it_moved()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice", "/agenda");
        await using var bob = await chromium.SignInAsync(suite, "bob", "/agenda");
        var (mine, theirs) = (new AgendaScreen(alice.Page), new AgendaScreen(bob.Page));
        await mine.GoAsync("week", AgendaScreen.Monday);
        await theirs.GoAsync("week", AgendaScreen.Monday);
        await mine.AddCalendarAsync("Bridge");

        // planned with the full form
        var page = alice.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New event" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await page.GetByLabel("Starts").FillAsync(AgendaScreen.Iso(AgendaScreen.Monday.AddDays(1)));
        await page.GetByLabel("at", new() { Exact = true }).First.FillAsync("10:00");
        await page.GetByLabel("at", new() { Exact = true }).Nth(1).FillAsync("11:00");
        await page.GetByLabel("Title").FillAsync("Deck review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Every week" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Calendar" }).SelectOptionAsync(new SelectOptionValue { Label = "Bridge" });
        await page.GetByLabel("Place").FillAsync("Fjord");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(mine.Said("Deck review, Tuesday 8 June, 10:00 to 11:00, Fjord, repeats")).ToBeAttachedAsync();

        // shared: it comes into the open page of the colleague
        await mine.ShareAsync("Bridge", "bob", "Details");
        await Assertions.Expect(bob.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Bridge" })).ToBeVisibleAsync();
        await Assertions.Expect(theirs.Said("Deck review, Tuesday 8 June, 10:00 to 11:00, Alice Moreau")).ToBeAttachedAsync();

        // one of it moved by a day and two hours: only that one, here and there, without reload
        await mine.GrabAsync("Deck review", days: 1, hours: 2);
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByText("Only this one moved to Wednesday 9 June")).ToBeVisibleAsync();
        await Assertions.Expect(theirs.Said("Deck review, Wednesday 9 June, 12:00 to 13:00")).ToBeAttachedAsync();
        await theirs.GoAsync("week", AgendaScreen.Monday.AddDays(7));
        await Assertions.Expect(theirs.Said("Deck review, Tuesday 15 June, 10:00 to 11:00")).ToBeAttachedAsync();

        // what a phone gets
        using var phone = Visitor.Dav(suite, "alice");
        var text = Assert.Single(await PhoneCalendar.ObjectsAsync(phone, "alice", "Bridge"));
        Assert.Contains("RRULE:FREQ=WEEKLY", text, StringComparison.Ordinal);
        Assert.Contains("RECURRENCE-ID;TZID=Europe/Paris:20270608T100000", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Paris:20270609T120000", text, StringComparison.Ordinal);
        using var bobsPhone = Visitor.Dav(suite, "bob");
        Assert.Equal(text, Assert.Single(await PhoneCalendar.ObjectsAsync(bobsPhone, "bob", "Bridge")));

        // undone: the series is whole again for everybody
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await theirs.GoAsync("week", AgendaScreen.Monday);
        await Assertions.Expect(theirs.Said("Deck review, Tuesday 8 June, 10:00 to 11:00")).ToBeAttachedAsync();
        Assert.Empty(alice.Problems);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task What_the_grid_fetches_is_bounded_by_rights_and_answered_once()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol", "/agenda");
        var screen = new AgendaScreen(carol.Page);
        await screen.GoAsync("week", AgendaScreen.Monday);
        await screen.AddCalendarAsync("Secrets");
        await screen.SelectAsync(day: 2, from: 14, to: 15);
        await carol.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Surprise party");
        await carol.Page.GetByRole(AriaRole.Combobox, new() { Name = "Calendar" }).SelectOptionAsync(new SelectOptionValue { Label = "Secrets" });
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await screen.Event("Surprise party").WaitForAsync();

        const string Ask = """
            async () => {
              const ids = Array.from({ length: 60 }, (_, i) => i + 1).join(',');
              const get = (range, tag) => fetch(`/api/agenda/occurrences?calendars=${ids}&zone=Europe/Paris&${range}`, { cache: 'no-store', headers: tag ? { 'If-None-Match': tag } : {} });
              const week = 'from=2027-06-07&to=2027-06-14', first = await get(week), tag = first.headers.get('etag');
              return { text: await first.text(), again: (await get(week, tag)).status, long: (await get('from=2027-01-01&to=2027-12-31')).status, back: (await get('from=2027-06-14&to=2027-06-07')).status };
            }
            """;
        var own = await carol.Page.EvaluateAsync<Answer>(Ask);
        Assert.Contains("\"title\":\"Surprise party\",\"start\":\"2027-06-09T14:00:00\"", own.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("""T\d\d:\d\d:\d\d(?:Z|[+-]\d)""", RegexOptions.None, TimeSpan.FromSeconds(1)), own.Text);
        Assert.Equal((304, 400, 400), (own.Again, own.Long, own.Back));

        await using var dave = await chromium.SignInAsync(suite, "dave", "/agenda");
        Assert.DoesNotContain("Surprise", (await dave.Page.EvaluateAsync<Answer>(Ask)).Text, StringComparison.Ordinal);
    }

    private sealed record Answer
    {
        public string Text { get; init; } = "";

        public int Again { get; init; }

        public int Long { get; init; }

        public int Back { get; init; }
    }
}
