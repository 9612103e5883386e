using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Settings;

public sealed class SettingsTests(Chromium chromium)
{
    [Fact]
    public async Task French_dark_and_as_wide_as_a_phone()
    {
        await using var suite = await Suite.StartAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/settings", Screen.Phone);
        var page = visitor.Page;

        await page.GetByLabel("Dark").CheckAsync();
        await Assertions.Expect(page.GetByText("Saved")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GetByLabel("Language").SelectOptionAsync("fr");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await visitor.ReadyAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Apparence" })).ToBeVisibleAsync();

        var found = new List<string>();
        foreach (var (area, heading) in ((string, string)[])[("Courrier", "Boîte de réception"), ("Agenda", ""), ("Tâches", ""), ("Contacts", "Tous les contacts")])
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Principal" }).GetByRole(AriaRole.Link, new() { Name = area }).ClickAsync();
            if (heading.Length > 0) await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading }).First).ToBeVisibleAsync();
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add(area + " is wider than the screen");
            found.AddRange((await visitor.AxeAsync()).Select(one => area + " " + one));
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        }

        Assert.Empty(found);
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task Another_tab_follows_at_once()
    {
        await using var suite = await Suite.StartAsync();
        await using var first = await chromium.SignInAsync(suite, "bob", "/settings");
        await using var second = await chromium.SignInAsync(suite, "bob", "/contacts");
        await first.Page.GetByLabel("Compact").CheckAsync();
        await Assertions.Expect(second.Page.Locator("html")).ToHaveAttributeAsync("data-density", "compact");
    }

    [Fact]
    public async Task The_agenda_follows_zone_and_first_weekday()
    {
        await using var suite = await Suite.StartAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave", "/agenda");
        var (page, screen, week) = (dave.Page, new Agenda.AgendaScreen(dave.Page), new DateOnly(2027, 6, 7));
        await screen.GoAsync("week", week);
        await screen.AddCalendarAsync("Regions");
        await screen.PlanAsync("Early call", "Regions", week.AddDays(6), "09:00", "10:00");
        await screen.SaveAsync();
        await Assertions.Expect(screen.Said("Early call, Sunday 13 June, 9:00 to 10:00")).ToBeAttachedAsync();

        await dave.GoAsync("/settings");
        await page.GetByLabel("Time zone").SelectOptionAsync("America/New_York");
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("First day of the week").SelectOptionAsync("7");
        await Assertions.Expect(page.GetByLabel("First day of the week")).ToHaveValueAsync("7");

        // Sunday begins the week after, and nine in Paris is three in New York
        await screen.GoAsync("week", week.AddDays(6));
        await Assertions.Expect(screen.Said("Early call, Sunday 13 June, 3:00 to 4:00")).ToBeAttachedAsync();
        await screen.GoAsync("week", week);
        await Assertions.Expect(screen.Event("Early call")).ToHaveCountAsync(0);
        Assert.Empty(dave.Problems);
    }

    [Fact]
    public async Task The_reading_pane_stands_where_it_is_wanted()
    {
        await using var suite = await Suite.StartAsync();
        await suite.DeliverAsync("stranger@elsewhere.test", "dave", "Where am I", "In the pane");
        await using var dave = await chromium.SignInAsync(suite, "dave", "/settings");
        var page = dave.Page;
        var (grid, article) = (page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }), page.GetByRole(AriaRole.Article, new() { Name = "Message" }));

        await ChooseAsync("Below");
        var (list, pane) = ((await grid.BoundingBoxAsync())!, (await article.BoundingBoxAsync())!);
        Assert.True(pane.Y > list.Y + list.Height - 2, "below the list");
        await ChooseAsync("Right");
        (list, pane) = ((await grid.BoundingBoxAsync())!, (await article.BoundingBoxAsync())!);
        Assert.True(pane.X > list.X + list.Width - 2, "beside the list");
        await ChooseAsync("Off");
        await Assertions.Expect(grid).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to Inbox" }).ClickAsync();
        await Assertions.Expect(grid).ToBeVisibleAsync();
        await Assertions.Expect(article).ToHaveCountAsync(0);
        Assert.Empty(dave.Problems);

        async Task ChooseAsync(string place)
        {
            await dave.GoAsync("/settings");
            await page.GetByRole(AriaRole.Radiogroup, new() { Name = "Reading pane" }).GetByRole(AriaRole.Radio, new() { Name = place, Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
            await dave.GoAsync("/mail");
            await grid.GetByRole(AriaRole.Row, new() { Name = "Where am I" }).ClickAsync();
            await Assertions.Expect(article).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_signature_keeps_its_formatting_and_stands_under_a_new_message()
    {
        await using var suite = await Suite.StartAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol", "/settings/signature");
        var page = carol.Page;
        await page.Locator(".signature[data-ready]").WaitForAsync();
        var text = page.GetByRole(AriaRole.Textbox, new() { Name = "Signature" });
        await text.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await page.Keyboard.TypeAsync("Carol Nguyen");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await page.Keyboard.TypeAsync("<script>alert(1)</script>");
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(await carol.AxeAsync());

        await carol.GoAsync("/settings/signature");
        await page.Locator(".signature[data-ready]").WaitForAsync();
        await Assertions.Expect(text.Locator("b, strong")).ToHaveTextAsync("Carol Nguyen");
        await Assertions.Expect(text).ToContainTextAsync("<script>alert(1)</script>");

        await carol.GoAsync("/mail");
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".compose[data-ready] [data-signature] :is(b, strong)")).ToHaveTextAsync("Carol Nguyen");
        Assert.Empty(carol.Problems);
    }
}
