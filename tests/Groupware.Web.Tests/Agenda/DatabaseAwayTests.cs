using Bunit;
using Groupware.Calendars;
using Groupware.Web.Components.Agenda;
using Groupware.Web.Components.Shared;
using Groupware.Web.Components.Tasks;

namespace Groupware.Web.Tests.Agenda;

/// <summary>A database that goes while a form is open: what was typed stays, and is saved when it is back.</summary>
public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task An_event_that_is_not_saved_says_so_and_keeps_what_was_typed()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<EventPage>();
        page.WaitForElement(".title-in").Change("Keel laying");
        await room.HideAsync("object");
        await page.Find("form#event").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Not saved: the database doesn’t answer. Try again in a moment.", page.Find("[role=alert] .grow").TextContent));
        Assert.Equal("Keel laying", page.Find(".title-in").GetAttribute("value"));
        Assert.False(page.Find("button[form=event]").HasAttribute("disabled"));

        await room.PutBackAsync("object");
        await page.Find("form#event").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("“Keel laying” added", Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task An_event_that_cannot_be_opened_says_so_and_is_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        var (state, me) = (room.Get<AgendaState>(), room.Get<CurrentPerson>().Person);
        await state.LoadAsync(me, Xunit.TestContext.Current.CancellationToken);
        var day = new NodaTime.LocalDateTime(2027, 3, 1, 9, 0);
        var made = await room.Get<EventWrites>().CreateAsync(me, state.Writable(me)[0].Id, "launch", new EventForm { Title = "Launch", Start = day, End = day.PlusHours(1), ZoneId = "Europe/Paris" }, Xunit.TestContext.Current.CancellationToken);
        await room.HideAsync("object");
        var page = room.Page.Render<EventPage>(with => with.Add(p => p.Key, made.Key.ToString()));
        page.WaitForAssertion(() => Assert.Equal("This event could not be read", page.Find(".empty h3").TextContent));
        await room.PutBackAsync("object");
        await page.FindAll("button").Single(static button => button.TextContent == "Try again").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Launch", page.Find(".title-in").GetAttribute("value")));
    }

    [Fact]
    public async Task An_event_whose_answer_was_lost_is_saved_again_as_the_same_event()
    {
        await using var room = await StoredRoom.OpenAsync();
        var (state, me, writes, cancel) = (room.Get<AgendaState>(), room.Get<CurrentPerson>().Person, room.Get<EventWrites>(), Xunit.TestContext.Current.CancellationToken);
        await state.LoadAsync(me, cancel);
        var calendar = state.Writable(me)[0].Id;
        var day = new NodaTime.LocalDateTime(2027, 3, 1, 9, 0);
        var form = new EventForm { Title = "Launch", Start = day, End = day.PlusHours(1), ZoneId = "Europe/Paris" };
        var draft = new EventDraft();
        Assert.NotEqual(draft.NewUid, new EventDraft().NewUid);
        await writes.CreateAsync(me, calendar, draft.NewUid, form, cancel);   // stored; then the line was cut

        var again = await writes.CreateAsync(me, calendar, draft.NewUid, form with { Title = "Launch day" }, cancel);
        Assert.Equal(Components.Collections.WriteStatus.Done, again.Status);
        Assert.Equal("Launch day", (await writes.ReadAsync(me, again.Key, cancel))?.Form.Title);
        await writes.UndoAsync(me, again.Undo!, cancel);
        Assert.Null(await writes.ReadAsync(me, again.Key, cancel));
    }

    [Fact]
    public async Task A_calendar_that_is_not_ticked_says_so_and_stands_as_it_was()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<AgendaPage>();
        page.WaitForElement(".cals .noderow input.cb");
        await room.HideAsync("collection_display");
        await page.Find(".cals input.cb").ChangeAsync(new() { Value = false });
        page.WaitForAssertion(() => Assert.Equal("Not saved: the database doesn’t answer. Try again in a moment.", Assert.Single(room.Get<Toasts>().Shown).Text));
        page.WaitForAssertion(() => Assert.True(page.Find(".cals input.cb").HasAttribute("checked")));
        await page.FindAll("[role=menuitem]").First(static item => item.TextContent.Contains("Show only this", StringComparison.Ordinal)).ClickAsync(new());
        await room.PutBackAsync("collection_display");
        await page.Find(".cals input.cb").ChangeAsync(new() { Value = false });
        page.WaitForAssertion(() => Assert.False(page.Find(".cals input.cb").HasAttribute("checked")));
    }

    [Fact]
    public async Task A_task_that_is_not_added_says_so_and_keeps_its_title()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<TasksPage>();
        page.WaitForElement("form.task.new input").Change("Order oak");
        await room.HideAsync("object");
        await page.Find("form.task.new").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Not saved: the database doesn’t answer. Try again in a moment.", Assert.Single(room.Get<Toasts>().Shown).Text));
        await room.PutBackAsync("object");
        await page.FindAll("button").Single(static button => button.TextContent == "Try again").ClickAsync(new());
        Assert.Equal("Order oak", page.WaitForElement("form.task.new input").GetAttribute("value"));
        await page.Find("form.task.new").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".topen"), static task => task.TextContent == "Order oak"));
    }
}
