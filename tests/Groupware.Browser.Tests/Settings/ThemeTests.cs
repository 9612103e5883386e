using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Settings;

/// <summary>Light, dark or as the system: at once, in every tab, and from the first picture of the next page on.</summary>
public sealed class ThemeTests(SharedSuite shared, Chromium chromium)
{
    private const string Password = "a bridge of oak";
    private const string Light = "rgb(255, 255, 255)";
    private const string Dark = "rgb(22, 27, 30)";

    [Fact]
    public async Task The_theme_is_switched_at_once_and_kept()
    {
        var suite = await shared.GetAsync();
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", Suite.Address("owl"), "--password-stdin"]);
        Assert.True(code == 0, said);
        await using var visitor = await chromium.VisitAsync(suite);
        await visitor.SignInAsync("owl", "/settings", Password);
        var page = visitor.Page;
        var other = await visitor.Context.NewPageAsync();
        await other.GotoAsync("/contacts");
        await other.WaitForSelectorAsync("body[data-interactive]");
        var root = page.Locator("html");

        // as the system: it follows while the page stands open
        await Assertions.Expect(page.GetByLabel("As the system")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Light);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Dark);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Light);

        // dark by choice: here, in the other tab, in the controls of the browser, and in the first answer of the next page
        await page.GetByLabel("Dark").CheckAsync();
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Dark);
        await Assertions.Expect(root).ToHaveCSSAsync("color-scheme", "dark");
        await Assertions.Expect(other.Locator("#content")).ToHaveCSSAsync("background-color", Dark);
        Assert.Matches("<html[^>]* data-theme=\"dark\"", await (await page.APIRequest.GetAsync("/tasks")).TextAsync());

        // light by choice stays light in a dark system
        await page.GetByLabel("Light").CheckAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Light);
        await Assertions.Expect(root).ToHaveCSSAsync("color-scheme", "light");

        // and back to the system, which is dark
        await page.GetByLabel("As the system").CheckAsync();
        await Assertions.Expect(page.Locator("#content")).ToHaveCSSAsync("background-color", Dark);
        Assert.DoesNotContain("data-theme=", await (await page.APIRequest.GetAsync("/tasks")).TextAsync(), StringComparison.Ordinal);
        Assert.Empty(visitor.Problems);
    }
}
