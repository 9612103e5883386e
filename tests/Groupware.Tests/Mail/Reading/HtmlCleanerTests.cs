using Groupware.Mail.Reading;

namespace Groupware.Tests.Mail.Reading;

public sealed class HtmlCleanerTests
{
    [Theory]
    [InlineData("<p>Hello <b>Alice</b></p>", "<p>Hello <b>Alice</b></p>")]
    [InlineData("<a href=\"https://example.test/\">x</a>", "<a href=\"https://example.test/\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("<a href=\"/sign-out\">x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("<img src=\"http://trap.invalid/a.png\" alt=\"boot\">", "<img alt=\"boot\">")]
    [InlineData("<img src=\"cid:p1@x\">", "<img src=\"/inline/p1@x\">")]
    [InlineData("<img src=\"cid:other\">", "<img>")]
    [InlineData("<img src=\"data:image/svg+xml;base64,AAAA\">", "<img>")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\">", "<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<p onclick=\"x()\" id=\"a\">t</p>", "<p>t</p>")]
    [InlineData("<script>alert(1)</script>t", "t")]
    [InlineData("<form action=\"http://trap.invalid\"><input name=\"p\">t</form>", "t")]
    [InlineData("<div style=\"background-image:url(http://trap.invalid/a)\">t</div>", "<div>t</div>")]
    [InlineData("<div style=\"position:fixed;color:red\">t</div>", "<div style=\"color: rgba(255, 0, 0, 1)\">t</div>")]
    public void Only_what_shows_stays(string received, string shown) => Assert.Equal(shown, HtmlCleaner.ForFrame(received, new Pictures()).Html);

    [Fact]
    public void Blocked_pictures_are_counted() =>
        Assert.Equal(3, HtmlCleaner.ForFrame("<img src=http://a.test/1><img src=https://a.test/2><td style=\"background-image:url(//a.test/3)\"><p style=\"background:url(http://a.test/3)\">x", new Pictures()).BlockedPictures);

    [Fact]
    public void Markup_too_deep_to_parse_is_shown_as_its_words()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 50_000)) + "visible" + string.Concat(Enumerable.Repeat("</div>", 50_000));
        Assert.Equal("visible", HtmlCleaner.ForFrame(html, new Pictures()).Html);
    }

    [Fact]
    public void The_editor_gets_no_style_sheets()
    {
        var clean = HtmlCleaner.ForEditor("<style>p{color:red}</style><p class=\"app\">t</p>", new Pictures()).Html;
        Assert.DoesNotContain("style", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("class", clean, StringComparison.Ordinal);
    }

    private sealed class Pictures : IPictureAddresses
    {
        public string? Inline(string contentId) => contentId == "p1@x" ? "/inline/p1@x" : null;

        public string? Remote(Uri address) => null;
    }
}
