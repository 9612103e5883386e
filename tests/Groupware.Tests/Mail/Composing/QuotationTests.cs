using System.Globalization;
using Groupware.Mail.Composing;
using Groupware.Mail.Reading;
using NodaTime;

namespace Groupware.Tests.Mail.Composing;

public sealed class QuotationTests
{
    private static readonly QuotationWords Words = new("On {0}, {1} wrote:", "Forwarded message", "From", "Date", "Subject", "To", "Cc");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Fact]
    public void Text_is_quoted_line_by_line()
    {
        var quote = Quotation.ForReply(ReplyTests.Message("Bob <bob@example.test>", text: "Hello\n> before\n\na < b"), Words, Paris, CultureInfo.GetCultureInfo("en-GB"));
        Assert.Equal("On 4 June 2026, 10:02, Bob <bob@example.test> wrote:\n> Hello\n>> before\n> \n> a < b", quote.Text);
        Assert.Equal(
            "<div>On 4 June 2026, 10:02, Bob &lt;bob@example.test&gt; wrote:</div><blockquote type=\"cite\"><div>Hello</div><div>&gt; before</div><div><br></div><div>a &lt; b</div></blockquote>",
            quote.Html);
    }

    [Fact]
    public void Html_is_cleaned_once_and_remote_pictures_keep_their_address()
    {
        var quote = Quotation.ForReply(
            ReplyTests.Message("bob@example.test", html: "<p onclick=\"x()\">Hi<script>alert(1)</script></p><img src=\"https://tracker.example/p.gif\">"),
            Words, Paris, CultureInfo.InvariantCulture);
        Assert.DoesNotContain("script", quote.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onclick", quote.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("src=\"https://tracker.example/p.gif\"", quote.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Inline_pictures_become_pictures_of_the_draft()
    {
        var message = ReplyTests.Message("bob@example.test", html: "<img src=\"cid:logo@x\"><img src=\"cid:logo@x\">") with
        {
            Pictures = new Dictionary<string, Attachment>(StringComparer.Ordinal) { ["logo@x"] = new("2", "logo.png", "image/png", "base64", 10, "logo@x") },
        };
        var quote = Quotation.ForReply(message, Words, Paris, CultureInfo.InvariantCulture);
        var (id, part) = Assert.Single(quote.Pictures);
        Assert.Equal("2", part.Part);
        Assert.Equal([id], ComposedHtml.Pictures(quote.Html));
    }

    [Fact]
    public void A_forward_names_the_headers_that_exist()
    {
        var quote = Quotation.ForForward(ReplyTests.Message("Bob <bob@example.test>", to: "alice@example.test", text: "Hello"), Words, Paris, CultureInfo.GetCultureInfo("en-GB"));
        Assert.Equal("---------- Forwarded message ----------\nFrom: Bob <bob@example.test>\nDate: 4 June 2026, 10:02\nSubject: Deck drawings\nTo: alice@example.test\n\nHello", quote.Text);
        Assert.DoesNotContain("Cc", quote.Html, StringComparison.Ordinal);
    }
}
