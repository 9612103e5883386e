using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

/// <summary>axe-core over every screen, light and dark, desk and phone; and nothing that the page's own policy refuses.</summary>
public sealed class AccessibilityTests(SharedSuite shared, Chromium chromium)
{
    private static readonly string[] Screens = ["/mail", "/agenda", "/tasks", "/contacts", "/settings", "/settings/signature", "/settings/keys", "/settings/devices", "/settings/account"];

    public static TheoryData<int, bool> Sizes() => new() { { 1440, false }, { 1440, true }, { 390, false }, { 390, true } };

    [Theory, MemberData(nameof(Sizes))]
    public async Task Every_screen_is_usable_by_everybody(int width, bool dark)
    {
        var suite = await shared.GetAsync();
        var screen = new Screen(width, width < 600 ? 844 : 900, dark);
        var found = new List<string>();
        await using (var visitor = await chromium.VisitAsync(suite, screen))
        {
            await visitor.Page.GotoAsync("/sign-in");
            found.AddRange((await visitor.AxeAsync()).Select(one => "/sign-in " + one));
            await visitor.SignInAsync("alice", "/contacts");
            foreach (var path in Screens)
            {
                await visitor.GoAsync(path);
                await visitor.Page.Locator("main:not(.skeleton)").WaitForAsync();
                found.AddRange((await visitor.AxeAsync()).Select(one => path + " " + one));
                if (await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add(path + " is wider than the screen");
            }

            found.AddRange(visitor.Problems);
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task The_administrators_screens_are_usable_by_everybody()
    {
        var suite = await shared.GetAsync();
        var found = new List<string>();
        foreach (var screen in (Screen[])[Screen.Desktop, Screen.Phone with { Dark = true }])
        {
            await using var visitor = await chromium.SignInAsync(suite, "admin", "/admin", screen);
            foreach (var path in (string[])["/admin", "/admin/people", "/admin/groups", "/admin/domains"])
            {
                await visitor.GoAsync(path);
                await visitor.Page.Locator("main:not(.skeleton)").WaitForAsync();
                found.AddRange((await visitor.AxeAsync()).Select(one => $"{path} {screen} {one}"));
            }

            await visitor.GoAsync("/admin/people");
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Bob Keller" }).ClickAsync();
            await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Bob Keller", Level = 1 }).WaitForAsync();
            found.AddRange((await visitor.AxeAsync()).Select(one => $"person {screen} {one}"));
            found.AddRange(visitor.Problems);
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task The_forms_and_dialogs_of_the_agenda_are_usable_by_everybody()
    {
        var suite = await shared.GetAsync();
        var found = new List<string>();
        await using (var phone = await chromium.SignInAsync(suite, "dave", "/agenda/event/new", Screen.Phone))
        {
            await phone.Page.GetByLabel("Title").FillAsync("Crane inspection");
            await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Every month" }).ClickAsync();
            await phone.Page.GetByRole(AriaRole.Combobox, new() { Name = "Which day" }).WaitForAsync();
            found.AddRange((await phone.AxeAsync()).Select(static one => "event form " + one));
            if (await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add("the event form is wider than the phone");
            found.AddRange(phone.Problems);
        }

        await using var visitor = await chromium.SignInAsync(suite, "dave", "/agenda", Screen.Desktop with { Dark = true });
        var (page, screen) = (visitor.Page, new Agenda.AgendaScreen(visitor.Page));
        var week = Agenda.AgendaScreen.Monday.AddDays(112);
        await screen.GoAsync("week", week);
        await screen.AddCalendarAsync("Dry dock");
        await screen.PlanAsync("Hull survey", "Dry dock", week.AddDays(1), "10:00", "11:00", "Every week");
        await screen.SaveAsync();
        await screen.Event("Hull survey").ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Hull survey" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete event" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "This and following" }).WaitForAsync();
        found.AddRange((await visitor.AxeAsync()).Select(static one => "event card and its menu " + one));

        // Esc closes what is on top, one at a time
        var card = page.GetByRole(AriaRole.Dialog, new() { Name = "Hull survey" });
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Only this one" }).FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "This and following" })).ToBeHiddenAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToBeHiddenAsync();

        await screen.ShareAsync("Dry dock", "bob", "Details");
        await screen.OpenSharingAsync("Dry dock");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop sharing with Bob Keller" }).WaitForAsync();
        found.AddRange((await visitor.AxeAsync()).Select(static one => "share " + one));
        found.AddRange(visitor.Problems);
        Assert.Empty(found);
    }

    [Fact]
    public async Task Menus_and_dialogs_break_no_rule_of_the_page()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Account: Alice" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Help and keys" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" }).WaitForAsync();
        var found = (await visitor.AxeAsync()).ToList();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "New contact" }).WaitForAsync();
        found.AddRange(await visitor.AxeAsync());

        // the question before what was typed is let go
        await page.GetByLabel("First name").FillAsync("Nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).Or(page.GetByRole(AriaRole.Dialog)).First.WaitForAsync();
        found.AddRange(await visitor.AxeAsync());

        Assert.Empty(found);
        Assert.Empty(visitor.Problems);
    }
}
