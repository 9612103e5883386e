using Bunit;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Contacts;
using Groupware.Web.Components.Shared;
using Groupware.Web.Components.Tasks;
using Microsoft.EntityFrameworkCore;
using TestContext = Xunit.TestContext;

namespace Groupware.Web.Tests.Collections;

/// <summary>A database that goes while a list, a calendar or a book is made, shared or deleted.</summary>
public sealed class DatabaseAwayTests
{
    private const string Away = "Not saved: the database doesn’t answer. Try again in a moment.";

    [Fact]
    public async Task A_list_that_is_not_made_says_so_in_its_dialog_and_keeps_its_name()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = room.Page.Render<TasksPage>();
        page.WaitForElement("form.task.new");
        await page.Find(".tasks-add").ClickAsync(new());
        page.Find("form.coldialog input").Change("Rigging");
        await page.Find("form.coldialog .swatch.c4").ClickAsync(new());
        await room.HideAsync("collection");
        await page.Find("form.coldialog").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(Away, page.Find("form.coldialog [role=alert]").TextContent));
        Assert.Equal("Rigging", page.Find("form.coldialog input").GetAttribute("value"));
        Assert.Equal("true", page.Find("form.coldialog .swatch.c4").GetAttribute("aria-checked"));

        await room.PutBackAsync("collection");
        await page.Find("form.coldialog").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("[role=treeitem]"), static node => node.TextContent.Contains("Rigging", StringComparison.Ordinal)));
        Assert.Empty(page.FindAll("form.coldialog"));
    }

    [Fact]
    public async Task A_book_that_is_not_renamed_says_so_and_the_dialog_forgets_it_when_it_opens_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        var me = room.Get<CurrentPerson>().Person;
        var book = await room.Get<CollectionDirectory>().CreateAsync(me, CollectionKind.AddressBook, "Guests", null, null, TestContext.Current.CancellationToken);
        var saved = new List<CollectionId>();
        var dialog = room.Page.Render<CollectionDialog>(with => with.Add(d => d.Kind, CollectionKind.AddressBook).Add(d => d.Form, new CollectionForm(book)).Add(d => d.OnSaved, saved.Add));
        dialog.Find("input").Change("Visitors");
        await room.HideAsync("collection");
        await dialog.Find("form").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.Equal(Away, dialog.Find("[role=alert]").TextContent));
        Assert.Empty(saved);
        await room.PutBackAsync("collection");
        await dialog.Find("form").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.Equal([book.Id], saved));

        // deleted by another tab meanwhile: that is no success either
        Assert.True(await room.Get<CollectionDirectory>().DeleteAsync(me, book.Id, TestContext.Current.CancellationToken));
        await dialog.Find("form").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.StartsWith("Not saved: it is not there any more", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(saved);
        dialog.Render(with => with.Add(d => d.Form, new CollectionForm()));
        Assert.Empty(dialog.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_share_that_is_not_stored_says_so_and_keeps_who_was_typed()
    {
        await using var room = await StoredRoom.OpenAsync();
        var bob = new NewPerson("bob@example.test", "Bob Keller", "secret", AnyPassword: true);
        Assert.Equal(DirectoryOutcome.Done, await room.Get<Persons>().CreateAsync(bob, TestContext.Current.CancellationToken));
        var (me, directory) = (room.Get<CurrentPerson>().Person, room.Get<CollectionDirectory>());
        var calendar = (await directory.ListAsync(me, CollectionKind.Calendar, TestContext.Current.CancellationToken))[0];
        await room.HideAsync("collection_right");
        var dialog = room.Page.Render<ShareDialog>(with => with.Add(d => d.Collection, calendar));
        dialog.WaitForAssertion(() => Assert.StartsWith("With whom this is shared could not be read", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        dialog.Find("[role=combobox]").Input("bob@example.test");
        await dialog.Find("form").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.Equal(Away, dialog.Find("[role=alert]").TextContent));
        Assert.Equal("bob@example.test", dialog.Find("[role=combobox]").GetAttribute("value"));

        await room.PutBackAsync("collection_right");
        await dialog.Find("form").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.Equal("Saved: Bob Keller, Details", dialog.Find("[role=status]").TextContent));
        Assert.Empty(dialog.FindAll("[role=alert]"));
        Assert.Equal("", dialog.Find("[role=combobox]").GetAttribute("value"));

        // another level, and the way back, while it is away: both are offered again
        await room.HideAsync("collection_right");
        await dialog.Find("li select").ChangeAsync(new() { Value = "Write" });
        dialog.WaitForAssertion(() => Assert.Equal(Away, dialog.Find("[role=alert]").TextContent));
        Assert.Equal("Read", dialog.Find("li select").GetAttribute("value"));
        await Undo(dialog).ClickAsync(new());
        dialog.WaitForAssertion(() => Assert.Equal(Away, dialog.Find("[role=alert]").TextContent));
        await room.PutBackAsync("collection_right");
        await Undo(dialog).ClickAsync(new());
        dialog.WaitForAssertion(() => Assert.Equal("Undone", dialog.Find("[role=status]").TextContent));
        Assert.Empty(await directory.SharesAsync(me, calendar.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_book_that_cannot_be_deleted_or_brought_back_says_so_and_is_tried_again()
    {
        await using var room = await StoredRoom.OpenAsync();
        var (me, directory, toasts, cancel) = (room.Get<CurrentPerson>().Person, room.Get<CollectionDirectory>(), room.Get<Toasts>(), TestContext.Current.CancellationToken);
        var book = await directory.CreateAsync(me, CollectionKind.AddressBook, "Guests", null, null, cancel);
        var page = room.Page.Render<ContactsPage>();
        var area = room.Page.Render<ToastArea>();
        page.WaitForElement("[role=treeitem]");
        await page.FindAll("[role=treeitem]").Single(static node => node.TextContent.Contains("Guests", StringComparison.Ordinal)).ClickAsync(new());
        await room.HideAsync("collection_right");
        await Delete(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Away, Assert.Single(toasts.Shown).Text));
        await room.PutBackAsync("collection_right");
        toasts.Remove(toasts.Shown[0]);
        await Delete(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll("[role=treeitem]"), static node => node.TextContent.Contains("Guests", StringComparison.Ordinal)));

        await room.HideAsync("collection_right");
        await area.Find(".toast button.btn").ClickAsync(new());
        area.WaitForAssertion(() => Assert.Equal(["Address book “Guests” deleted", "Not undone: the server or its database doesn’t answer. Try again in a moment."], toasts.Shown.Select(static toast => toast.Text)));
        await room.PutBackAsync("collection_right");
        await area.Find(".toast button.btn").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("[role=treeitem]"), static node => node.TextContent.Contains("Guests", StringComparison.Ordinal)));
        Assert.Equal(AccessLevel.Manage, (await directory.FindAsync(me, book.Id, cancel))?.Access);
    }

    [Fact]
    public async Task A_list_that_is_gone_for_good_is_not_brought_back_in_silence()
    {
        await using var room = await StoredRoom.OpenAsync();
        var (me, directory, toasts, cancel) = (room.Get<CurrentPerson>().Person, room.Get<CollectionDirectory>(), room.Get<Toasts>(), TestContext.Current.CancellationToken);
        var list = await directory.CreateAsync(me, CollectionKind.TaskList, "Rigging", null, null, cancel);
        var area = room.Page.Render<ToastArea>();
        Assert.True(await room.Get<CollectionDeletion>().DeleteAsync(list, "gone", static () => throw new InvalidOperationException("it is not back")));
        await using (var db = await room.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(cancel)) await db.Set<Collection>().Where(c => c.Id == list.Id).ExecuteDeleteAsync(cancel);
        area.WaitForElement(".toast button.btn");
        await area.Find(".toast button.btn").ClickAsync(new());
        area.WaitForAssertion(() => Assert.Equal("Not undone: “Rigging” is gone for good, or no longer yours to manage", Assert.Single(toasts.Shown).Text));
        Assert.False(await room.Get<CollectionDeletion>().DeleteAsync(list, "gone", static () => Task.CompletedTask));
        Assert.Equal("Not deleted: “Rigging” is not there any more, or no longer yours to manage", toasts.Shown[^1].Text);
    }

    private static AngleSharp.Dom.IElement Undo(IRenderedComponent<ShareDialog> dialog) => dialog.FindAll("button").Single(static button => button.TextContent == "Undo");

    private static AngleSharp.Dom.IElement Delete(IRenderedComponent<ContactsPage> page) => page.FindAll("[role=menuitem]").Single(static item => item.TextContent.Contains("Delete address book", StringComparison.Ordinal));
}
