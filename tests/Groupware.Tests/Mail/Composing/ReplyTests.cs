using Groupware.Mail.Composing;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using NodaTime;

namespace Groupware.Tests.Mail.Composing;

public sealed class ReplyTests
{
    private static readonly string[] Own = ["alice@example.test", "a.moreau@example.test"];

    [Fact]
    public void An_answer_goes_to_the_sender()
    {
        var (to, cc) = Reply.Recipients(Message(from: "Bob <bob@example.test>", to: "alice@example.test, carol@example.test"), Own, all: false);
        Assert.Equal("\"Bob\" <bob@example.test>", RecipientList.Format(to));
        Assert.Empty(cc);
    }

    [Fact]
    public void Reply_To_comes_before_From()
    {
        var (to, _) = Reply.Recipients(Message(from: "bob@example.test", replyTo: "list@example.test", to: "alice@example.test"), Own, all: false);
        Assert.Equal("list@example.test", RecipientList.Format(to));
    }

    [Fact]
    public void An_answer_to_all_keeps_everybody_once_and_leaves_oneself_out()
    {
        var message = Message(from: "bob@example.test", to: "ALICE@example.test, carol@example.test, bob@example.test", cc: "dave@example.test, a.moreau@example.test, Carol@example.test");
        var (to, cc) = Reply.Recipients(message, Own, all: true);
        Assert.Equal("bob@example.test, carol@example.test", RecipientList.Format(to));
        Assert.Equal("dave@example.test", RecipientList.Format(cc));
    }

    [Fact]
    public void An_answer_to_ones_own_message_goes_on_to_the_same_people()
    {
        var message = Message(from: "alice@example.test", to: "bob@example.test", cc: "carol@example.test");
        var (to, cc) = Reply.Recipients(message, Own, all: true);
        Assert.Equal("bob@example.test", RecipientList.Format(to));
        Assert.Equal("carol@example.test", RecipientList.Format(cc));
    }

    [Fact]
    public void A_note_to_oneself_is_answered_to_oneself()
    {
        var (to, _) = Reply.Recipients(Message(from: "alice@example.test", to: "alice@example.test"), Own, all: true);
        Assert.Equal("alice@example.test", RecipientList.Format(to));
    }

    [Theory]
    [InlineData("Deck drawings", "Re: Deck drawings")]
    [InlineData("Re: Deck drawings", "Re: Deck drawings")]
    [InlineData("RE[2]: Deck drawings", "RE[2]: Deck drawings")]
    [InlineData("AW: Deck drawings", "AW: Deck drawings")]
    [InlineData("Fwd: Deck drawings", "Re: Fwd: Deck drawings")]
    [InlineData("Reply wanted", "Re: Reply wanted")]
    [InlineData("", "Re: ")]
    public void The_prefix_of_an_answer_stands_once(string original, string expected) => Assert.Equal(expected, Reply.Subject(original));

    [Theory]
    [InlineData("Deck drawings", "Fwd: Deck drawings")]
    [InlineData("Fw: Deck drawings", "Fw: Deck drawings")]
    [InlineData("TR : Plans", "TR : Plans")]
    [InlineData("Re: Deck drawings", "Fwd: Re: Deck drawings")]
    public void The_prefix_of_a_forward_stands_once(string original, string expected) => Assert.Equal(expected, Reply.ForwardSubject(original));

    /// <summary>RFC 5322, section 3.6.4.</summary>
    [Fact]
    public void References_are_those_of_the_original_and_its_own_id()
    {
        var message = Message(from: "bob@example.test") with { MessageId = "c@x", References = ["a@x", "b@x"] };
        Assert.Equal("<c@x>", Reply.InReplyTo(message));
        Assert.Equal("<a@x> <b@x> <c@x>", Reply.References(message));
    }

    [Fact]
    public void Very_long_conversations_keep_their_beginning_and_their_end()
    {
        var message = Message(from: "bob@example.test") with { MessageId = "last@x", References = [.. Enumerable.Range(0, 100).Select(i => $"{i}@x")] };
        var references = Reply.References(message).Split(' ');
        Assert.Equal(50, references.Length);
        Assert.Equal("<0@x>", references[0]);
        Assert.Equal("<last@x>", references[^1]);
    }

    [Fact]
    public void A_message_without_an_id_is_answered_without_one()
    {
        var message = Message(from: "bob@example.test") with { MessageId = null, References = [] };
        Assert.Equal("", Reply.InReplyTo(message));
        Assert.Equal("", Reply.References(message));
    }

    internal static ReadMessage Message(string from, string to = "", string cc = "", string replyTo = "", string? text = null, string? html = null) => new(
        "INBOX", new MessageUid(1, 1), "Deck drawings", People(from), Sender: null, People(replyTo), People(to), People(cc), [],
        Instant.FromUtc(2026, 6, 4, 8, 2), new DateTimeOffset(2026, 6, 4, 10, 2, 0, TimeSpan.FromHours(2)), "original@x", [], default(MessageMarks),
        text, html, Shortened: false, [], new Dictionary<string, Attachment>(StringComparer.Ordinal));

    private static List<MailPerson> People(string typed) => [.. RecipientList.Parse(typed).Mailboxes.Select(m => new MailPerson(m.Name ?? "", m.Address))];
}
