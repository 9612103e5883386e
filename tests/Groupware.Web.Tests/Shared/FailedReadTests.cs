using Bunit;
using Groupware.Storage.Changes;
using Groupware.Web.Components.Admin;
using Groupware.Web.Components.Agenda;
using Groupware.Web.Components.Contacts;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Shared;
using Groupware.Web.Components.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Groupware.Web.Tests.Shared;

/// <summary>A database that fails while nobody waits for the answer: the pane says so, and trying again is one press.</summary>
public sealed class FailedReadTests
{
    [Fact]
    public async Task Contacts_that_cannot_be_read_say_so_and_are_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        await room.HideAsync("collection");
        var page = room.Page.Render<ContactsPage>();
        page.WaitForAssertion(() => Assert.Equal("The contacts could not be read", page.Find("section[data-in=list] .empty h3").TextContent));
        await room.PutBackAsync("collection");
        await Again(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll(".empty h3"), static title => title.TextContent.Contains("could not be read", StringComparison.Ordinal)));

        // somebody writes while the database is away, and once more when it is back
        await room.HideAsync("collection");
        Tell(room, ChangeKind.Rights);
        page.WaitForAssertion(() => Assert.Equal("The contacts could not be read", page.Find("section[data-in=list] .empty h3").TextContent), TimeSpan.FromSeconds(5));
        await room.PutBackAsync("collection");
        Tell(room, ChangeKind.Rights);
        page.WaitForAssertion(() => Assert.Equal("No contacts yet", page.Find("section[data-in=list] .empty h3").TextContent), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Calendars_that_cannot_be_read_say_so_and_are_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        await room.HideAsync("collection");
        var page = room.Page.Render<AgendaPage>();
        page.WaitForAssertion(() => Assert.Equal("The calendars could not be read", page.Find(".agpane .empty h3").TextContent));
        await Again(page).ClickAsync(new());   // still away
        page.WaitForAssertion(() => Assert.Equal("The calendars could not be read", page.Find(".agpane .empty h3").TextContent));
        await room.PutBackAsync("collection");
        await Again(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".cg")));
        Assert.Empty(page.FindAll(".agpane .empty, [role=alert]"));
        Assert.NotEmpty(page.FindAll(".cals .noderow"));

        // away again while somebody writes: the calendars stay on show, with a line above the grid
        await room.HideAsync("collection");
        Tell(room, ChangeKind.Rights);
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".agpane [role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.NotEmpty(page.FindAll(".cals .noderow"));
        await room.PutBackAsync("collection");
        await Again(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Events_that_cannot_be_fetched_say_so_until_they_can()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<AgendaPage>();
        var grid = page.WaitForComponent<CalendarGrid>();
        await page.InvokeAsync(() => grid.Instance.TellFailedAsync("503"));
        Assert.Equal("The events of these days could not be read.", page.Find(".agpane [role=alert] .grow").TextContent);
        await Again(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
        await page.InvokeAsync(() => grid.Instance.TellFailedAsync("503"));
        await page.InvokeAsync(() => grid.Instance.TellLoadedAsync(3));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Tasks_that_cannot_be_read_say_so_and_are_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        await room.HideAsync("object");
        var page = room.Page.Render<TasksPage>();
        page.WaitForAssertion(() => Assert.Equal("The tasks could not be read", page.Find("section[data-in=list] .empty h3").TextContent));
        await room.PutBackAsync("object");
        await Again(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(page.Find("form.task.new")));

        // somebody writes while the database is away, and once more when it is back
        await room.HideAsync("object");
        Tell(room, ChangeKind.Rights);
        page.WaitForAssertion(() => Assert.Equal("The tasks could not be read", page.Find("section[data-in=list] .empty h3").TextContent), TimeSpan.FromSeconds(5));
        await room.PutBackAsync("object");
        Tell(room, ChangeKind.Rights);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("form.task.new")), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_read_says_so_and_is_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        var notices = room.Page.Render<OutboxNotices>();
        Assert.True(notices.Find(".outbox-notices").HasAttribute("hidden"));
        await room.HideAsync("outbox_item");
        Tell(room, ChangeKind.Outbox);
        notices.WaitForAssertion(() => Assert.Contains("could not be read", notices.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.False(notices.Find(".outbox-notices").HasAttribute("hidden"));
        await room.PutBackAsync("outbox_item");
        await Again(notices).ClickAsync(new());
        notices.WaitForAssertion(() => Assert.Empty(notices.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task A_page_of_the_directory_that_cannot_be_read_again_says_so_in_its_pane()
    {
        await using var room = await StoredRoom.OpenAsync();
        var pane = room.Page.Render<PaneBoundary>(with => with.AddChildContent<SeenPage>());
        Assert.Equal("read", pane.Find("p").TextContent);
        await room.HideAsync("person");
        Tell(room, ChangeKind.Person);
        pane.WaitForAssertion(() => Assert.NotNull(pane.Find("[role=alert] h3")), TimeSpan.FromSeconds(5));
        await room.PutBackAsync("person");
        await Again(pane).ClickAsync(new());
        pane.WaitForAssertion(() => Assert.Equal("read", pane.Find("p").TextContent));
    }

    private static void Tell(StoredRoom room, ChangeKind kind) => room.Get<IChangeFeed>().Publish(new ChangeNotice(kind, room.Get<CurrentPerson>().Person.Id.Value));

    private static AngleSharp.Dom.IElement Again<T>(IRenderedComponent<T> shown)
        where T : IComponent => shown.FindAll("button").Single(static button => button.TextContent == "Try again");

    /// <summary>The least that a page of the directory shows, from the database.</summary>
    private sealed class SeenPage : DirectoryPage
    {
        protected override async Task LoadAsync() => await Persons.LastSeenAsync(Leaving);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p>read</p>");
    }
}
