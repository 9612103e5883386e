using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>Two texts of one draft: whichever way the page is left and opened again, neither goes over the other unasked.</summary>
public sealed class DraftConflictTests(SharedSuite shared, Chromium chromium)
{
    private const string OtherTab = """
        async id => {
          const { token } = await (await fetch('/api/antiforgery')).json();
          const got = await fetch('/api/drafts/' + id), draft = await got.json();
          await fetch('/api/drafts/' + id, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': got.headers.get('ETag'), RequestVerificationToken: token }, body: JSON.stringify({ ...draft.content, body: '<div>from elsewhere</div>' }) });
        }
        """;

    [Fact]
    public async Task A_decision_that_waits_outlives_a_reload()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave");
        var (page, window, id) = await StartAsync(dave, "from here");
        await page.EvaluateAsync(OtherTab, id);
        await Text(window).PressSequentiallyAsync(" and more");
        await Assertions.Expect(Conflict(window)).ToBeVisibleAsync();
        await Text(window).PressSequentiallyAsync(", typed meanwhile");

        await page.ReloadAsync();
        window = await ComposeStoriesTests.ReadyAsync(page);
        await Assertions.Expect(Conflict(window)).ToBeVisibleAsync();
        await Assertions.Expect(Text(window)).ToHaveTextAsync("from here and more, typed meanwhile");
        Assert.Contains("from elsewhere", await StoredAsync(page, id), StringComparison.Ordinal);
        await EndAsync(page, window);
    }

    [Fact]
    public async Task A_text_that_stayed_on_this_device_does_not_go_over_a_newer_one()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice");
        var (page, window, id) = await StartAsync(alice, "from here");
        await page.RouteAsync($"**/api/drafts/{id}", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());
        await Text(window).PressSequentiallyAsync(", without a network");
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Only on this device");
        await page.UnrouteAsync($"**/api/drafts/{id}");
        await page.RouteAsync("**/api/drafts/*", route => route.Request.Method == "PUT" && !route.Request.PostData!.Contains("elsewhere", StringComparison.Ordinal) ? route.AbortAsync() : route.ContinueAsync());
        await page.EvaluateAsync(OtherTab, id);
        await page.UnrouteAsync("**/api/drafts/*");

        await page.ReloadAsync();
        window = await ComposeStoriesTests.ReadyAsync(page);
        await Assertions.Expect(Conflict(window)).ToBeVisibleAsync();
        await Assertions.Expect(Text(window)).ToHaveTextAsync("from here, without a network");
        Assert.Contains("from elsewhere", await StoredAsync(page, id), StringComparison.Ordinal);

        // this one goes on, and the other can still be taken again
        await window.GetByRole(AriaRole.Button, new() { Name = "This text", Exact = true }).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        Assert.Contains("without a network", await StoredAsync(page, id), StringComparison.Ordinal);
        await page.ReloadAsync();
        window = await ComposeStoriesTests.ReadyAsync(page);
        await window.GetByRole(AriaRole.Button, new() { NameRegex = new("Other versions of this text", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "from elsewhere" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await EndAsync(page, window);
    }

    private static async Task<(IPage Page, ILocator Window, string Id)> StartAsync(Visitor visitor, string text)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(visitor.Page);
        await Text(window).FillAsync(text);
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        return (visitor.Page, window, (await window.GetAttributeAsync("data-draft"))!);
    }

    private static async Task EndAsync(IPage page, ILocator window)
    {
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Assertions.Expect(page.Locator(".compose:not(.mini)")).ToHaveCountAsync(0);
    }

    private static Task<string> StoredAsync(IPage page, string id) => page.EvaluateAsync<string>("async id => (await (await fetch('/api/drafts/' + id, { cache: 'no-store' })).json()).content.body", id);

    private static ILocator Text(ILocator window) => window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });

    private static ILocator Conflict(ILocator window) => window.GetByRole(AriaRole.Alert).Filter(new() { HasText = "changed in another window" });
}
