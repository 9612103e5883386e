using Bunit;
using Groupware.Collections;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Groupware.Web.Components.Agenda;
using Microsoft.AspNetCore.Components.Web;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class QuickEventTests
{
    private static readonly CollectionView Work = new(new CollectionId(4), CollectionKind.Calendar, new PersonId(1), "Alice Moreau", "alice@example.test", "work", "Work", "c1", 0, null, AccessLevel.Manage, 1, false, "VEVENT");
    private readonly EventDraft draft = EventDraft.At(new LocalDateTime(2026, 6, 2, 17, 0), new LocalDateTime(2026, 6, 2, 18, 0), allDay: false, "Europe/Paris", Work.Id);
    private readonly List<string> told = [];

    [Fact]
    public async Task The_card_changes_the_draft_and_says_its_length()
    {
        await using var page = RepeatEditorTests.Page();
        var card = Render(page);
        Assert.Equal("1 h", card.Find(".hint").TextContent);
        card.Find("input[aria-label=Title]").Change("Bracket drawings");
        card.FindAll("input[type=time]")[1].Change("18:30:00");
        Assert.Equal(("Bracket drawings", new TimeOnly(18, 30), "1 h 30"), (draft.Title, draft.EndTime, card.Find(".hint").TextContent));
        card.Find("input[type=checkbox]").Change(true);
        Assert.Equal((2, "1 day"), (card.FindAll("input[type=date]").Count, card.Find(".hint").TextContent));
        Assert.All(told, static what => Assert.Equal("changed", what));
    }

    [Fact]
    public async Task Keys_save_and_close()
    {
        await using var page = RepeatEditorTests.Page();
        var card = Render(page);
        card.Find("[role=dialog]").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        card.Find("[role=dialog]").KeyDown(new KeyboardEventArgs { Key = "Escape" });
        card.Find("form").Submit();
        Assert.Equal(["save", "close", "save"], told);
    }

    private IRenderedComponent<QuickEvent> Render(BunitContext page) => page.Render<QuickEvent>(with => with
        .Add(card => card.Draft, draft).Add(card => card.Calendars, [Work])
        .Add(card => card.OnSave, () => told.Add("save")).Add(card => card.OnClose, () => told.Add("close")).Add(card => card.OnChanged, () => told.Add("changed")));
}
