using Bunit;
using Groupware.Mail.Labels;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Mail;
using NodaTime;

namespace Groupware.Web.Tests.Mail;

public sealed class MessageRowTests
{
    private static readonly MessageListItem Item = new(new MessageUid(1, 7), "Bob Keller", "bob@example.test", "Alice", "Handrail", Instant.FromUtc(2026, 6, 1, 8, 0), 1_000, MessageMarks.Seen, "Oak or ash?");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Labels_are_shown_by_colour_and_name_and_said_in_the_name_of_the_row(bool wide)
    {
        await using var room = await StoredRoom.OpenAsync();
        var known = new LabelSet([new Label("quay", "Quay works", "c3", true), new Label("anchor", "Anchor", "c6", true)]);
        var row = room.Page.Render<MessageRow>(with => with.Add(r => r.Item, Item with { Keywords = "$label2 anchor quay beside_it" }).Add(r => r.Known, known).Add(r => r.Wide, wide));
        Assert.Equal([("lb c8", "Work"), ("lb c6", "Anchor"), ("lb c3", "Quay works")], row.FindAll(".lb").Select(static chip => (chip.ClassName!, chip.TextContent)));
        Assert.Equal("+1", row.Find(".lbs .dim").TextContent);
        Assert.EndsWith(", labels: Work, Anchor, Quay works, beside it", row.Find("[role=row]").GetAttribute("aria-label"), StringComparison.Ordinal);

        // another name is drawn although the message is the same
        row.Render(with => with.Add(r => r.Known, new LabelSet([new Label("anchor", "North anchor", "c6", true)])));
        Assert.Contains("North anchor", row.FindAll(".lb").Select(static chip => chip.TextContent));
    }

    [Fact]
    public async Task Without_labels_nothing_is_said()
    {
        await using var room = await StoredRoom.OpenAsync();
        var row = room.Page.Render<MessageRow>(with => with.Add(r => r.Item, Item with { Keywords = "" }));
        Assert.Empty(row.FindAll(".lbs"));
        Assert.DoesNotContain("labels", row.Find("[role=row]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }
}
