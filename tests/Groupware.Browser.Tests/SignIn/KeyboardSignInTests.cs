using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.SignIn;

/// <summary>In and out again without a mouse.</summary>
public sealed class KeyboardSignInTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Signing_in_and_out_takes_only_the_keyboard()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(suite);
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);

        // name, password, "stay signed in", button: one Tab each, and the field to begin with has the focus
        await page.GotoAsync("/settings/account");
        await Assertions.Expect(page.GetByLabel("User name")).ToBeFocusedAsync();
        await keys.TypeAsync(Suite.Address("bob"));
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Password")).ToBeFocusedAsync();
        await keys.TypeAsync(Suite.Password);
        await keys.PressAsync("Tab");
        var stay = page.GetByRole(AriaRole.Checkbox);
        await Assertions.Expect(stay).ToBeFocusedAsync();
        await Assertions.Expect(stay).ToBeCheckedAsync();
        await keys.PressAsync("Space");
        await Assertions.Expect(stay).Not.ToBeCheckedAsync();
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        // at the page asked for, for as long as the browser is open
        await Assertions.Expect(page).ToHaveURLAsync(At("/settings/account"), new() { Timeout = 15_000 });
        await visitor.ReadyAsync();
        Assert.Equal(-1, Assert.Single(await visitor.Context.CookiesAsync(), static cookie => cookie.Name == "groupware").Expires);

        // from the top, over the areas, into the menu of the account
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }).FocusAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeInViewportAsync();
        var account = page.GetByRole(AriaRole.Button, new() { Name = "Account: Bob Keller" });
        for (var tabs = 0; tabs < 15 && !await account.EvaluateAsync<bool>("e => e === document.activeElement"); tabs++) await keys.PressAsync("Tab");
        await Assertions.Expect(account).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Settings" })).ToBeFocusedAsync();
        await keys.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("User name")).ToBeFocusedAsync();

        // and the way back is shut
        await page.GotoAsync("/settings/account");
        await Assertions.Expect(page).ToHaveURLAsync(At("/sign-in"));
        Assert.Empty(visitor.Problems);
    }

    private static Regex At(string path) => new(Regex.Escape(path) + @"(\?|$)", RegexOptions.None, TimeSpan.FromSeconds(1));
}
