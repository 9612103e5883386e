using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Frame;

/// <summary>axe-core over every screen, light and dark, desk and phone; and nothing that the page's own policy refuses.</summary>
public sealed class AccessibilityTests(SharedSuite shared, Chromium chromium)
{
    private static readonly string[] Screens = ["/mail", "/agenda", "/tasks", "/contacts", "/settings", "/settings/signature", "/settings/labels", "/settings/keys", "/settings/devices", "/settings/account"];

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

            var page = visitor.Page;
            await visitor.GoAsync("/admin/people");
            await page.GetByRole(AriaRole.Link, new() { Name = "Bob Keller" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Bob Keller", Level = 1 }).WaitForAsync();
            await LookAsync("person");

            // the panel with an address that is taken
            await visitor.GoAsync("/admin/people");
            await page.GetByRole(AriaRole.Button, new() { Name = "New person" }).ClickAsync();
            var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "New person" });
            await panel.GetByLabel("Name", new() { Exact = true }).FillAsync("Bob Again");
            await panel.GetByLabel("Domain", new() { Exact = true }).SelectOptionAsync(Suite.Domain);   // other tests add domains
            await panel.GetByLabel("Address", new() { Exact = true }).FillAsync("bob");
            await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToContainTextAsync("Already in use.");
            await LookAsync("new person");

            // a group with an alias and a member
            await visitor.GoAsync("/admin/groups");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            var (name, address) = ($"Riggers {screen.Width}", $"riggers{screen.Width}");
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add group" });
            await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await dialog.GetByLabel("Address", new() { Exact = true }).FillAsync($"{address}@example.test");
            await LookAsync("new group");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add group" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 2 }).WaitForAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Add an address" }).FillAsync($"{address}.all@example.test");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add an address" }).ClickAsync();
            await page.GetByText($"{address}.all@example.test").WaitForAsync();
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Add a member" }).SelectOptionAsync(new SelectOptionValue { Label = "Bob Keller · bob@example.test" });
            await page.GetByRole(AriaRole.Button, new() { Name = "Take Bob Keller out" }).WaitForAsync();
            await LookAsync("group");

            await visitor.GoAsync("/admin/domains");
            await page.GetByRole(AriaRole.Link, new() { Name = Suite.Domain }).ClickAsync();
            await page.GetByRole(AriaRole.Table).GetByText("bob@example.test").First.WaitForAsync();
            await LookAsync("domain");
            found.AddRange(visitor.Problems);

            async Task LookAsync(string what)
            {
                found.AddRange((await visitor.AxeAsync()).Select(one => $"{what} {screen} {one}"));
                if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add($"{what} {screen} is wider than the screen");
            }
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    public async Task An_open_message_and_a_page_that_is_not_there_are_usable_by_everybody(int width, bool dark)
    {
        var suite = await shared.GetAsync();
        var screen = new Screen(width, width < 600 ? 844 : 900, dark);
        var subject = "Poster " + Guid.NewGuid().ToString("N")[..8];
        var builder = new BodyBuilder { HtmlBody = """<h1 style="color:#7a2230">Regatta</h1><p>Boats leave at <b>nine</b>, <a href="https://example.test/regatta">all of them</a>.</p><table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Heron</td><td>4</td></tr></table><img src="https://pictures.example/boat.png" alt="A boat">""" };
        builder.Attachments.Add("course.txt", "north"u8.ToArray(), new ContentType("text", "plain"));
        var message = new MimeMessage { Subject = subject, Body = builder.ToMessageBody() };
        message.From.Add(new MailboxAddress("The club", "club@elsewhere.test"));
        message.To.Add(MailboxAddress.Parse(Suite.Address("carol")));
        message.Cc.Add(MailboxAddress.Parse(Suite.Address("bob")));
        await suite.DeliverAsync(message);
        var found = new List<string>();
        await using var visitor = await chromium.SignInAsync(suite, "carol", screen: screen);
        var page = visitor.Page;
        await Mail.ComposeStoriesTests.Row(page, subject).ClickAsync();
        var body = page.Locator("iframe[title=\"Message body\"]");
        await body.ContentFrame.GetByRole(AriaRole.Heading, new() { Name = "Regatta" }).WaitForAsync();
        await page.GetByText("1 picture is not fetched").WaitForAsync();
        var inside = (await (await body.ElementHandleAsync()).ContentFrameAsync())!;
        found.AddRange((await visitor.AxeAsync(inside)).Select(static one => "message " + one));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add("the message is wider than the screen");

        // all that the header knows, and the menu of more
        await page.Locator("details.to summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Print" }).WaitForAsync();
        found.AddRange((await visitor.AxeAsync(inside)).Select(static one => "header and menu " + one));
        found.AddRange(visitor.Problems);

        await page.GotoAsync("/nothing/here");
        await page.GetByRole(AriaRole.Heading, new() { Name = "This page is not there" }).WaitForAsync();
        found.AddRange((await visitor.AxeAsync()).Select(static one => "404 " + one));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1")) found.Add("the page of what is not there is wider than the screen");
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
