using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>Two people with one calendar: what one writes the other's open page shows, and a right that is taken away ends at once.</summary>
public sealed class ColleagueTests(SharedSuite shared, Chromium chromium)
{
    private static readonly DateOnly Week = AgendaScreen.Monday.AddDays(98);

    [Fact]
    public async Task A_colleague_writes_into_a_shared_calendar_until_the_right_is_taken_away()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice", "/agenda");
        await using var bob = await chromium.SignInAsync(suite, "bob", "/agenda");
        var (mine, theirs) = (new AgendaScreen(alice.Page), new AgendaScreen(bob.Page));
        await mine.GoAsync("week", Week);
        await theirs.GoAsync("week", Week);
        await mine.AddCalendarAsync("Fleet");
        await mine.PlanAsync("Tyre change", "Fleet", Week.AddDays(1), "10:00", "11:00");
        await mine.SaveAsync();
        await mine.ShareAsync("Fleet", "bob", "Write");

        // the colleague drags it, then gives it another title: both come into the owner's open page
        await Assertions.Expect(theirs.Said("Tyre change, Tuesday 14 September, 10:00 to 11:00")).ToBeAttachedAsync();
        await theirs.GrabAsync("Tyre change", days: 1, hours: 2);
        await bob.Page.Mouse.UpAsync();
        await Assertions.Expect(mine.Said("Tyre change, Wednesday 15 September, 12:00 to 13:00")).ToBeAttachedAsync();
        await theirs.EditAsync("Tyre change");
        await bob.Page.GetByLabel("Title").FillAsync("Winter tyres");
        await theirs.SaveAsync();
        await Assertions.Expect(mine.Said("Winter tyres, Wednesday 15 September, 12:00 to 13:00")).ToBeAttachedAsync();

        // one tab of the colleague shows the agenda, another has the form open when the right goes
        await theirs.Event("Winter tyres").WaitForAsync();
        var form = await bob.Context.NewPageAsync();
        var editing = new AgendaScreen(form);
        await editing.GoAsync("week", Week);
        await editing.EditAsync("Winter tyres");
        await form.GetByLabel("Title").FillAsync("Taken over");
        await mine.StopSharingAsync("Fleet", "Bob Keller");
        await Assertions.Expect(bob.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Fleet" })).ToHaveCountAsync(0);
        await Assertions.Expect(theirs.Event("Winter tyres")).ToHaveCountAsync(0);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not saved");
        await Assertions.Expect(form.GetByLabel("Title")).ToHaveValueAsync("Taken over");

        await Assertions.Expect(mine.Said("Winter tyres, Wednesday 15 September, 12:00 to 13:00")).ToBeAttachedAsync();
        using var phone = Visitor.Dav(suite, "alice");
        Assert.Contains("SUMMARY:Winter tyres", Assert.Single(await PhoneCalendar.ObjectsAsync(phone, "alice", "Fleet")), StringComparison.Ordinal);
        Assert.Empty(alice.Problems);
        Assert.Empty(bob.Problems);
    }
}
