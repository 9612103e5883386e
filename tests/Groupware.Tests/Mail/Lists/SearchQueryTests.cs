using Groupware.Mail.Lists;

namespace Groupware.Tests.Mail.Lists;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("quay", "Anywhere:quay")]
    [InlineData("from:bob quay", "From:bob|Anywhere:quay")]
    [InlineData("subject:\"deck drawings\" to:carol", "Subject:deck drawings|To:carol")]
    [InlineData("subject: quay", "Subject:quay")]
    [InlineData("BODY:quokka", "Body:quokka")]
    [InlineData("\"two words\"", "Anywhere:two words")]
    [InlineData("is:unread", "Is:unread")]
    [InlineData("is:blue", "Anywhere:is:blue")]
    [InlineData("label:\"To do\" quay", "Label:$label4|Anywhere:quay")]
    [InlineData("libellé:été", "Label:=C3=A9t=C3=A9")]
    [InlineData("label:(x)", "Label:=28x=29")]
    [InlineData("10:30 http://example.test", "Anywhere:10:30|Anywhere:http://example.test")]
    [InlineData("from:", "")]
    [InlineData("\"open quote", "Anywhere:open quote")]
    public void Operators_and_words_are_told_apart(string typed, string expected)
    {
        var query = SearchQuery.Parse(typed, static name => name == "To do" ? "$label4" : null);
        Assert.Equal(expected, query is null ? "" : string.Join('|', query.Terms.Select(t => $"{t.Field}:{t.Value}")));
    }

    [Theory]
    [InlineData("quay", false)]
    [InlineData("\"deck drawings\"", true)]
    [InlineData("subject:\"deck drawings\"", true)]
    [InlineData("\"still being ty", false)]
    [InlineData("is:\"unread\"", false)]
    [InlineData("label:\"to do\"", false)]
    public void Only_what_stands_in_closed_quotes_is_exact(string typed, bool exact) => Assert.Equal(exact, Assert.Single(SearchQuery.Parse(typed)!.Terms).Exact);

    [Fact]
    public void A_phrase_is_another_question_than_its_words() => Assert.NotEqual(SearchQuery.Parse("subject:quay")!.Key, SearchQuery.Parse("subject:\"quay\"")!.Key);

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("\"\"")]
    public void Nothing_typed_asks_nothing(string? typed) => Assert.Null(SearchQuery.Parse(typed));

    [Fact]
    public void What_would_end_an_imap_command_does_not_get_through()
    {
        var query = SearchQuery.Parse("subject:\"a\r\nA1 DELETE INBOX\0\"");
        Assert.Equal("a  A1 DELETE INBOX", Assert.Single(query!.Terms).Value);
    }

    [Fact]
    public void A_hundred_words_are_cut_to_what_a_store_can_be_asked() => Assert.Equal(20, SearchQuery.Parse(string.Join(' ', Enumerable.Range(0, 100)))!.Terms.Count);
}
