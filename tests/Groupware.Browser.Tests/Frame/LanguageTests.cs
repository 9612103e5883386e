using Groupware.Browser.Tests.Agenda;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

/// <summary>A page that is drawn again because of somebody else's act stays in the language of who looks at it.</summary>
public sealed class LanguageTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_page_redrawn_by_a_colleague_keeps_its_readers_language()
    {
        var suite = await shared.GetAsync();
        await using var erin = await chromium.SignInAsync(suite, "erin", "/agenda", Screen.Desktop with { Language = "fr" });
        await using var bob = await chromium.SignInAsync(suite, "bob", "/agenda");
        await Assertions.Expect(erin.Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un agenda" })).ToBeVisibleAsync();

        var name = "Tournée " + Guid.NewGuid().ToString("N")[..6];
        var screen = new AgendaScreen(bob.Page);
        await screen.AddCalendarAsync(name);
        await screen.ShareAsync(name, "erin", "Write");

        // drawn while bob's English call was on its way
        await Assertions.Expect(erin.Page.GetByRole(AriaRole.Button, new() { Name = "Actions pour " + name })).ToBeAttachedAsync();
        await Assertions.Expect(erin.Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un agenda" })).ToBeVisibleAsync();
        await Assertions.Expect(erin.Page.GetByText("Collègues")).ToBeVisibleAsync();
    }
}
