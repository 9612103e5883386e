using Groupware.Testing;

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

            found.AddRange(visitor.Problems);
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Menus_and_dialogs_break_no_rule_of_the_page()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Account: Alice" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Menuitem, new() { Name = "Help and keys" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Dialog, new() { Name = "Keys" }).WaitForAsync();
        var found = (await visitor.AxeAsync()).ToList();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "New contact" }).WaitForAsync();
        found.AddRange(await visitor.AxeAsync());

        Assert.Empty(found);
        Assert.Empty(visitor.Problems);
    }
}
