using Bunit;
using Groupware.Web.Components.Admin;
using Groupware.Web.Components.Settings;

namespace Groupware.Web.Tests.Admin;

/// <summary>A database that goes while a form of the directory or of the settings is open.</summary>
public sealed class DatabaseAwayTests
{
    private const string Away = "Not saved: the database doesn’t answer. Try again in a moment.";

    [Fact]
    public async Task A_domain_that_is_not_added_says_so_and_keeps_its_name()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<DomainsPage>();
        await page.FindAll("button").First(static button => button.TextContent == "Add").ClickAsync(new());
        page.Find("#domain-form input").Change("harbour.test");
        await room.HideAsync("mail_domain");
        await page.Find("#domain-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(Away, page.Find("#domain-form [role=alert]").TextContent));
        Assert.Equal("harbour.test", page.Find("#domain-form input").GetAttribute("value"));
        await room.PutBackAsync("mail_domain");
        await page.Find("#domain-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".pr-row"), static row => row.TextContent.Contains("harbour.test", StringComparison.Ordinal)));
        Assert.Empty(page.FindAll("#domain-form"));
    }

    [Fact]
    public async Task A_setting_that_is_not_stored_says_so_and_shows_what_is_in_force()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<SettingsPage>();
        page.WaitForElement("#s-clock");
        await room.HideAsync("person_preference");
        await page.Find("#s-clock").ChangeAsync(new() { Value = "12" });
        page.WaitForAssertion(() => Assert.Equal(Away, page.Find("[role=alert]").TextContent));
        Assert.True(page.Find("#s-clock option[value='24']").HasAttribute("selected"));
        await room.PutBackAsync("person_preference");
        await page.Find("#s-clock").ChangeAsync(new() { Value = "12" });
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
        Assert.True(page.Find("#s-clock option[value='12']").HasAttribute("selected"));
    }
}
