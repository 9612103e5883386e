using System.Globalization;
using Bunit;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.People;
using Groupware.Storage.People;
using Groupware.Web.Components.Mail;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Groupware.Web.Tests.Mail;

/// <summary>The parts of the mail page that only draw.</summary>
public sealed class MailPartsTests : IAsyncDisposable
{
    private static readonly SignedInPerson Alice = new(new PersonId(1), "alice@example.test", "Alice Moreau", "en", "Europe/Paris", false);
    private readonly BunitContext context = new();

    public MailPartsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        context.Services.AddLogging();
        context.Services.AddLocalization();
        context.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 6, 4, 10, 24, 0, TimeSpan.Zero)));
        context.Services.AddSingleton(new CurrentPerson(Alice));
        context.Services.AddSingleton(s => new PersonalFormat(s.GetRequiredService<CurrentPerson>(), new Appearance(s.GetRequiredService<CurrentPerson>(), null!), s.GetRequiredService<TimeProvider>()));
        context.JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_row_names_its_sender_subject_and_time_and_says_unread()
    {
        var row = context.Render<MessageRow>(p => p.Add(r => r.Item, Item(MessageMarks.Attachment)).Add(r => r.Place, 6)).Find("[role=row]");
        Assert.Equal("Unread. Bob Keller, Deck drawings, 10:02", row.GetAttribute("aria-label"));
        Assert.Equal(("7", "true", "false"), (row.GetAttribute("aria-rowindex"), row.GetAttribute("data-unread"), row.GetAttribute("aria-selected")));
        Assert.Equal("false", row.QuerySelector("button[aria-label=Flag]")!.GetAttribute("aria-pressed"));
        Assert.NotNull(row.QuerySelector("input[type=checkbox][aria-label='Select Deck drawings']"));
        Assert.All(row.QuerySelectorAll(".acts button"), b => Assert.EndsWith("this message" + (b.GetAttribute("data-act") == "read" ? " as read" : ""), b.GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_on_its_way_is_busy()
    {
        var row = context.Render<MessageRow>(p => p.Add(r => r.Place, 0)).Find("[role=row]");
        Assert.Equal("true", row.GetAttribute("aria-busy"));
        Assert.Null(row.GetAttribute("data-uid"));
    }

    [Fact]
    public void A_row_is_drawn_again_only_when_something_of_it_changed()
    {
        var rendered = context.Render<MessageRow>(p => p.Add(r => r.Item, Item(MessageMarks.None)));
        rendered.Render(p => p.Add(r => r.Item, Item(MessageMarks.None)));
        Assert.Equal(1, rendered.RenderCount);
        rendered.Render(p => p.Add(r => r.Item, Item(MessageMarks.Flagged)));
        Assert.Equal(2, rendered.RenderCount);
    }

    [Fact]
    public void Sent_mail_says_whom_it_went_to()
    {
        var row = context.Render<MessageRow>(p => p.Add(r => r.Item, Item(MessageMarks.Seen)).Add(r => r.Outgoing, true)).Find("[role=row]");
        Assert.StartsWith("To: Carol, Dave", row.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_outside_stays_text()
    {
        var body = context.Render<TextBody>(p => p.Add(b => b.Text, "<script>alert(1)</script> https://example.test\n> said <b>Bob</b>"));
        Assert.Empty(body.FindAll("script, b"));
        Assert.Equal("https://example.test/", body.Find("a").GetAttribute("href"));
        Assert.Equal("noopener noreferrer", body.Find("a").GetAttribute("rel"));
        Assert.Equal("said <b>Bob</b>", body.Find("p.q").TextContent);
    }

    [Fact]
    public void The_head_shows_the_address_beside_the_name_and_calls_me_me()
    {
        var head = context.Render<MessageHeader>(p => p.Add(h => h.Message, Message()).Add(h => h.Own, Alice.Address));
        Assert.Contains("bob@example.test", head.Find(".who").TextContent, StringComparison.Ordinal);
        Assert.Equal("to me, Carol · cc Dave", head.Find("summary").TextContent);
    }

    [Fact]
    public void Ten_thousand_recipients_do_not_fill_the_page()
    {
        var many = Message() with { To = [.. Enumerable.Range(0, 10_000).Select(n => new MailPerson("", $"p{n}@example.test"))] };
        var head = context.Render<MessageHeader>(p => p.Add(h => h.Message, many).Add(h => h.Own, Alice.Address));
        Assert.Contains("9,997 others", head.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.True(head.Markup.Length < 20_000);
    }

    [Fact]
    public void Files_have_a_name_a_kind_a_size_and_a_way_to_save_them()
    {
        var cards = context.Render<AttachmentCards>(p => p.Add(c => c.Message, Message()));
        var link = cards.Find("a[aria-label='Download plan.pdf']");
        Assert.Equal("/mail/~file/INBOX/1-42/0/plan.pdf", link.GetAttribute("href"));
        Assert.Contains("PDF · 2 MB", cards.Find("li").TextContent, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private static MessageListItem Item(MessageMarks marks) =>
        new(new MessageUid(1, 42), "Bob Keller", "bob@example.test", "Carol, Dave", "Deck drawings", Instant.FromUtc(2026, 6, 4, 8, 2), 1_200, marks, "Good morning");

    private static ReadMessage Message() => new(
        "INBOX", new MessageUid(1, 42), "Deck drawings", [new MailPerson("Bob Keller", "bob@example.test")], null, [], [new MailPerson("Alice", "Alice@example.test"), new MailPerson("Carol", "carol@example.test")],
        [new MailPerson("Dave", "dave@example.test")], [], Instant.FromUtc(2026, 6, 4, 8, 2), null, null, [], MessageMarks.Seen, "Hello", null, false,
        [new Attachment("2", "plan.pdf", "application/pdf", "base64", 2_000_000, null)], new Dictionary<string, Attachment>());
}
