using Groupware.Mail.Reading;

namespace Groupware.Tests.Mail.Reading;

public sealed class TextLayoutTests
{
    [Fact]
    public void Quotes_become_blocks_of_their_level()
    {
        var blocks = TextLayout.Blocks("Hello\n> one\n>> two\n> one again\nbye");
        Assert.Equal([0, 1, 2, 1, 0], blocks.Select(b => b.QuoteLevel));
        Assert.Equal("one again", blocks[3].Runs[0].Text);
    }

    [Theory]
    [InlineData("see https://example.test/a.", "https://example.test/a", "https://example.test/a")]
    [InlineData("(https://example.test/a_(b))", "https://example.test/a_(b)", "https://example.test/a_(b)")]
    [InlineData("write bob@example.test!", "bob@example.test", "mailto:bob@example.test")]
    public void Links_are_found_without_what_stands_behind_them(string text, string shown, string target)
    {
        var link = Assert.Single(TextLayout.Blocks(text)[0].Runs, r => r.Href is not null);
        Assert.Equal((shown, target), (link.Text, link.Href));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    public void Other_schemes_stay_text(string text) => Assert.DoesNotContain(TextLayout.Blocks(text)[0].Runs, r => r.Href is not null);

    [Fact]
    public void No_word_is_lost()
    {
        const string Text = "a https://example.test b c@example.test\n> d";
        Assert.Equal("a https://example.test b c@example.testd", string.Concat(TextLayout.Blocks(Text).SelectMany(b => b.Runs).Select(r => r.Text)));
    }
}
