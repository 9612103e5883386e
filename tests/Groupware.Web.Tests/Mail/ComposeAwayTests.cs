using Bunit;
using Groupware.Mail.Composing;
using Groupware.Storage;
using Groupware.Storage.Mail;
using Groupware.Storage.People;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using NodaTime;
using TestContext = Xunit.TestContext;

namespace Groupware.Web.Tests.Mail;

/// <summary>What stands outside every error boundary: a database that goes there must not end the tab.</summary>
public sealed class ComposeAwayTests
{
    [Fact]
    public async Task A_message_that_cannot_be_begun_says_so_and_the_next_try_opens_it()
    {
        await using var room = await StoredRoom.OpenAsync();
        var windows = room.Get<ComposeWindows>();
        await room.HideAsync("draft");
        await windows.OpenNewAsync("bob@example.test");
        Assert.Equal("Not opened: the database doesn’t answer. Try again in a moment.", Assert.Single(room.Get<Toasts>().Shown).Text);
        Assert.Empty(windows.All);
        await room.PutBackAsync("draft");
        await windows.OpenNewAsync("bob@example.test");
        var draft = Assert.Single(windows.All).Id;

        // the same for one that stands in a list
        windows.Close(draft);
        await room.HideAsync("draft");
        await windows.OpenDraftAsync(draft);
        Assert.Equal(2, room.Get<Toasts>().Shown.Count);
        Assert.Empty(windows.All);
        await room.PutBackAsync("draft");
        await windows.OpenDraftAsync(draft);
        Assert.Single(windows.All);
    }

    [Fact]
    public async Task Windows_that_cannot_be_opened_again_say_so_and_come_back_by_one_press()
    {
        await using var room = await StoredRoom.OpenAsync();
        var draft = await DraftAsync(room, "Handrail");
        var script = Script(room, draft);
        script.SetupVoid("attach", static _ => true).SetVoidResult();
        await room.HideAsync("draft");
        var host = room.Page.Render<ComposeHost>();
        host.WaitForAssertion(() => Assert.StartsWith("The messages you were writing could not be opened again.", host.Find(".outbox-notices:not([hidden]) [role=alert] .grow").TextContent, StringComparison.Ordinal));
        await room.PutBackAsync("draft");
        await host.FindAll("button").Single(static button => button.TextContent == "Try again").ClickAsync(new());
        host.WaitForAssertion(() => Assert.Equal("Handrail", host.Find("section.compose h2").TextContent));
        Assert.True(host.Find(".outbox-notices").HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_window_whose_other_versions_or_text_cannot_be_read_ends_nothing()
    {
        await using var room = await StoredRoom.OpenAsync();
        var draft = await DraftAsync(room, "Handrail");
        var script = Script(room, draft);
        var attach = script.SetupVoid("attach", static _ => true);
        await room.HideAsync("draft_version");
        var host = room.Page.Render<ComposeHost>();
        host.WaitForAssertion(() => Assert.Equal("Handrail", host.Find("section.compose h2").TextContent));
        await host.InvokeAsync(() => host.FindComponent<ComposeWindow>().Instance.OnKept());
        Assert.NotEmpty(host.FindAll("section.compose"));

        // the script asks the server for the text: 503
        attach.SetException(new JSException("draft 503"));
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("section.compose")));
        Assert.StartsWith("Not opened: the server doesn’t answer. What you wrote is kept", Assert.Single(room.Get<Toasts>().Shown).Text, StringComparison.Ordinal);
        Assert.Single(await room.Get<Drafts>().OpenAsync(room.Get<CurrentPerson>().Person, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_notice_whose_button_does_nothing_says_so_and_stays()
    {
        await using var room = await StoredRoom.OpenAsync();
        var draft = await DraftAsync(room, "Handrail");
        var now = SystemClock.Instance.GetCurrentInstant();
        await using (var db = await room.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Add(new OutboxItem { PersonId = new PersonId(1), DraftId = draft, MessageId = "<1@example.test>", Sender = "alice@example.test", Recipients = "bob@example.test", Subject = "Handrail", State = OutboxState.Unclear, Attempts = 1, QueuedAt = now, DueAt = now });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var notices = room.Page.Render<OutboxNotices>();
        notices.WaitForAssertion(() => Assert.Equal(["It arrived", "Send again"], Buttons(notices)));
        await room.HideAsync("outbox_item");
        foreach (var button in (string[])["It arrived", "Send again"])
        {
            await notices.FindAll("button").Single(each => each.TextContent == button).ClickAsync(new());
            notices.WaitForAssertion(() => Assert.Equal("Not saved: the database doesn’t answer. Try again in a moment.", Assert.Single(room.Get<Toasts>().Shown).Text));
            Assert.Equal(["It arrived", "Send again"], Buttons(notices));
            room.Get<Toasts>().Remove(room.Get<Toasts>().Shown[0]);
        }

        await room.PutBackAsync("outbox_item");
        await notices.FindAll("button").Single(static each => each.TextContent == "It arrived").ClickAsync(new());
        notices.WaitForAssertion(() => Assert.Empty(Buttons(notices)), TimeSpan.FromSeconds(5));

        static IEnumerable<string> Buttons(IRenderedComponent<OutboxNotices> notices) => notices.FindAll("[role=alert] button").Select(static button => button.TextContent);
    }

    [Fact]
    public async Task A_refused_message_that_cannot_be_opened_again_says_so_and_stays()
    {
        await using var room = await StoredRoom.OpenAsync();
        var draft = await DraftAsync(room, "Handrail");
        var now = SystemClock.Instance.GetCurrentInstant();
        await using (var db = await room.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Add(new OutboxItem { PersonId = new PersonId(1), DraftId = draft, MessageId = "<2@example.test>", FileName = "sent.eml", Sender = "alice@example.test", Recipients = "bob@example.test", Subject = "Handrail", State = OutboxState.Refused, Fault = SubmissionFault.Recipient, Attempts = 1, QueuedAt = now, DueAt = now });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var notices = room.Page.Render<OutboxNotices>();
        notices.WaitForElement("[role=alert] button");
        await room.HideAsync("draft");
        await notices.FindAll("button").Single(static each => each.TextContent == "Edit").ClickAsync(new());
        notices.WaitForAssertion(() => Assert.Equal("Not saved: the database doesn’t answer. Try again in a moment.", Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.NotEmpty(notices.FindAll("[role=alert]"));
        await room.PutBackAsync("draft");
        await notices.FindAll("button").Single(static each => each.TextContent == "Edit").ClickAsync(new());
        notices.WaitForAssertion(() => Assert.Single(room.Get<ComposeWindows>().All));
    }

    private static async Task<DraftId> DraftAsync(StoredRoom room, string subject)
    {
        var (drafts, me, cancel) = (room.Get<Drafts>(), room.Get<CurrentPerson>().Person, TestContext.Current.CancellationToken);
        var draft = await drafts.CreateAsync(me, NewDraft.To("bob@example.test", ""), cancel);
        Assert.Equal(SaveStatus.Saved, (await drafts.SaveAsync(me, draft.Id, draft.Content with { Subject = subject }, 1, cancel)).Status);
        return draft.Id;
    }

    private static BunitJSModuleInterop Script(StoredRoom room, DraftId draft)
    {
        var script = room.Page.JSInterop.SetupModule("./js/compose-window.js");
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<string[]>("unclaimed", static _ => true).SetResult([draft.ToString()]);
        script.Setup<string[]>("here", static _ => true).SetResult([draft.ToString()]);
        return script;
    }
}
