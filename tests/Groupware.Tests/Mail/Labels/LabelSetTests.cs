using Groupware.Mail.Labels;

namespace Groupware.Tests.Mail.Labels;

public sealed class LabelSetTests
{
    private static readonly LabelSet Some = new([new Label("Quay", "Quay works", "c3", true), new Label("$label2", "Client", "c5", true), new Label("$label5", "", "c4", false), new Label("anchor", "Anchor", "c6", true)]);

    [Fact]
    public void The_usual_five_come_first_as_far_as_they_are_wanted_then_the_own_by_name() =>
        Assert.Equal(["$label1", "$label2", "$label3", "$label4", "anchor", "Quay"], Some.Offered.Select(static label => label.Keyword));

    [Fact]
    public void A_message_shows_its_labels_in_that_order_and_what_others_put_on_it_last()
    {
        var shown = Some.Of("anchor beside_it $label2 $LABEL5 QUAY");
        Assert.Equal([("Client", "c5"), ("Anchor", "c6"), ("Quay works", "c3"), ("", "c4"), ("beside it", "c12")], shown.Select(static label => (label.Name, label.Color)));
    }

    [Fact]
    public void Notes_of_programs_are_not_shown() => Assert.Empty(Some.Of("$Junk NonJunk"));

    [Theory]
    [InlineData("", "todo", true, "todo")]
    [InlineData("todo", "TODO", true, "todo")]
    [InlineData("b", "a", true, "a b")]
    [InlineData("a TODO", "todo", false, "a")]
    [InlineData("a", "todo", false, "a")]
    public void A_keyword_is_put_on_once_and_taken_off_whatever_its_case(string before, string keyword, bool on, string after) => Assert.Equal(after, Keywords.With(before, keyword, on));

    [Fact]
    public void Equal_keywords_are_equal_in_whatever_order_the_store_tells_them() => Assert.Equal(Keywords.Join(["b", "$Forwarded", "a"]), Keywords.Join(["a", "b"]));
}
