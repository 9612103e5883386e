using Bunit;
using Groupware.Testing;
using Groupware.Web.Components.Contacts;
using Groupware.Web.Components.Shared;

namespace Groupware.Web.Tests.Contacts;

/// <summary>A database that goes, or whose disk is full, while a card is in front: what was typed stays.</summary>
public sealed class DatabaseAwayTests
{
    private const string Away = "Not saved: the database doesn’t answer. Try again in a moment.";

    [Fact]
    public async Task A_card_that_is_not_saved_says_so_and_keeps_what_was_typed()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = await NewAsync(room);
        page.Find("form.contact-form input.input").Change("Ottilie");
        await room.HideAsync("object");
        await Save(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Away, page.Find("form.contact-form [role=alert] span:last-child").TextContent));
        Assert.Equal("Ottilie", page.Find("form.contact-form input.input").GetAttribute("value"));

        await room.PutBackAsync("object");
        await Save(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Ottilie saved", Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.Empty(page.FindAll("form.contact-form"));
    }

    [Fact]
    public async Task A_card_that_is_neither_deleted_nor_copied_says_so_and_stays_in_front()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = await NewAsync(room);
        page.Find("form.contact-form input.input").Change("Ottilie");
        await Save(page).ClickAsync(new());
        page.WaitForElement("[data-key='#, Delete']");
        room.Get<Toasts>().Remove(room.Get<Toasts>().Shown[0]);
        await room.HideAsync("object");
        await page.Find("[data-key='#, Delete']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Away, Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.Equal("Ottilie", room.Get<ContactsState>().Card?.DisplayName);
        await room.PutBackAsync("object");
        await page.Find("[data-key='#, Delete']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Ottilie deleted", room.Get<Toasts>().Shown[^1].Text));
    }

    [Fact]
    public async Task A_card_whose_text_cannot_be_read_is_not_called_gone()
    {
        await using var room = await StoredRoom.OpenAsync();
        var page = await NewAsync(room);
        page.Find("form.contact-form input.input").Change("Ottilie");
        await Save(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(room.Get<ContactsState>().Card));
        var row = room.Get<ContactsState>().Selected!;
        room.Get<ContactsState>().Unselect();
        await room.HideAsync("object");
        page.Render(with => with.Add(p => p.Book, row.Book.Value).Add(p => p.Name, row.Name));
        page.WaitForAssertion(() => Assert.Equal("The contacts could not be read", page.Find("section[data-in=list] .empty h3").TextContent));
        Assert.Empty(page.FindAll("section[data-in=detail] .empty"));
        await room.PutBackAsync("object");
        await page.FindAll("button").Single(static button => button.TextContent == "Try again").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Ottilie", page.Find("section[data-in=detail]").GetAttribute("aria-label")));
        Assert.Empty(page.FindAll(".empty"));
    }

    [Fact]
    public async Task A_form_over_a_full_disk_says_so_and_keeps_what_was_typed()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var room = await StoredRoom.OpenAsync(disk.Folder);
        var page = await NewAsync(room);
        var notes = new string('x', 400_000);
        page.Find("form.contact-form input.input").Change("Ottilie");
        page.Find("form.contact-form textarea[maxlength]").Change(notes);
        disk.Fill();
        await Save(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Away, page.Find("form.contact-form [role=alert] span:last-child").TextContent));
        Assert.Equal("Ottilie", page.Find("form.contact-form input.input").GetAttribute("value"));
        Assert.Equal(notes, page.Find("form.contact-form textarea[maxlength]").GetAttribute("value"));

        disk.MakeRoom();
        await Save(page).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Ottilie saved", Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.Equal(notes, room.Get<ContactsState>().Card?.Notes);
    }

    private static async Task<IRenderedComponent<ContactsPage>> NewAsync(StoredRoom room)
    {
        var page = room.Page.Render<ContactsPage>();
        page.WaitForAssertion(() => Assert.False(page.Find("button[data-key='n, c']").HasAttribute("disabled")));
        await page.Find("button[data-key='n, c']").ClickAsync(new());
        return page;
    }

    private static AngleSharp.Dom.IElement Save(IRenderedComponent<ContactsPage> page) => page.Find("button[data-key='Ctrl+Enter, Ctrl+s']");
}
