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
}
