using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

/// <summary>The dialog of keys tells those of the page in front, and what it tells is true.</summary>
public sealed class KeyHelpTests(SharedSuite shared, Chromium chromium)
{
    private const string Password = "a bridge of oak";

    [Fact]
    public async Task A_question_mark_shows_the_keys_of_the_page_in_front()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "admin");
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" }).WaitForAsync();

        await keys.PressAsync("?");
        await Assertions.Expect(help).ToContainTextAsync("On this page");
        await KeyAsync(help, "Archive", "E");
        await KeyAsync(help, "Reply", "R");
        await KeyAsync(help, "Drafts", "GD");
        await KeyAsync(help, "Go to the agenda", "GA");
        await KeyAsync(help, "Go to the administration", "GP");
        await keys.PressAsync("Escape");
        await Assertions.Expect(help).ToHaveCountAsync(0);

        // in a field it is a character
        await keys.PressAsync("/");
        await keys.TypeAsync("why?");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToHaveValueAsync("why?");
        await Assertions.Expect(help).ToHaveCountAsync(0);
        await keys.PressAsync("Escape");

        // with words still in the box the keys are the page's again; each goes where it says, for administrators as well
        await keys.PressAsync("g");
        await keys.PressAsync("d");
        await Assertions.Expect(page).ToHaveURLAsync(At("/mail/drafts"));
        await keys.PressAsync("g");
        await keys.PressAsync("p");
        await Assertions.Expect(page).ToHaveURLAsync(At("/admin"));
        await keys.PressAsync("g");
        await keys.PressAsync("a");
        await Assertions.Expect(page).ToHaveURLAsync(At("/agenda"));
        await page.Locator(".ec-main, .ec-no-events").First.WaitForAsync();

        // another page, other keys; the button beside the search does the same
        await page.GetByRole(AriaRole.Button, new() { Name = "Help and keys" }).ClickAsync();
        await KeyAsync(help, "Work week", "X");
        await Assertions.Expect(help.GetByText("Archive", new() { Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task Single_letters_can_be_turned_off()
    {
        var suite = await shared.GetAsync();
        var name = Suite.Address("dictating");
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", name, "--password-stdin"]);
        Assert.True(code == 0, said);
        await using var visitor = await chromium.VisitAsync(suite);
        await visitor.SignInAsync("dictating", "/settings/keys", Password);
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await page.GetByRole(AriaRole.Switch, new() { Name = "Single-letter keys" }).UncheckAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-keys", "off");

        await keys.PressAsync("?");
        await keys.PressAsync("g");
        await keys.PressAsync("c");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all keys" }).ClickAsync();
        await Assertions.Expect(help).ToContainTextAsync("Single-letter keys are off. Turn them on in Settings.");
        await Assertions.Expect(page).ToHaveURLAsync(At("/settings/keys"));
        await keys.PressAsync("Escape");

        // kept: another page begins with it
        await visitor.GoAsync("/contacts");
        await keys.PressAsync("?");
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "New contact" }).WaitForAsync();
        await Assertions.Expect(help).ToHaveCountAsync(0);
        Assert.Empty(visitor.Problems);
    }

    private static async Task KeyAsync(ILocator help, string act, string letters)
    {
        var row = help.Locator("dl > div").Filter(new() { Has = help.Page.Locator("dt", new() { HasTextRegex = new Regex("^" + Regex.Escape(act) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)) }) }).First;
        await Assertions.Expect(row.Locator("dd")).ToHaveTextAsync(letters);
    }

    private static Regex At(string path) => new(Regex.Escape(path) + @"(/|\?|$)", RegexOptions.None, TimeSpan.FromSeconds(1));
}
