using Groupware.Mail.Composing;

namespace Groupware.Tests.Mail.Composing;

public sealed class ComposedHtmlTests
{
    [Theory]
    [InlineData("<div>Hi <b>you</b></div>", "<div>Hi <b>you</b></div>")]
    [InlineData("<div onclick=\"x()\">Hi</div><script>alert(1)</script>", "<div>Hi</div>alert(1)")]
    [InlineData("<blockquote type=\"cite\">old</blockquote>", "<blockquote type=\"cite\">old</blockquote>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<img src=\"/api/pictures/0123456789abcdef0123456789abcdef\">", "<img src=\"/api/pictures/0123456789abcdef0123456789abcdef\">")]
    [InlineData("<a href=\"/api/pictures/0123456789abcdef0123456789abcdef\">x</a>", "<a>x</a>")]
    [InlineData("<img src=\"data:text/html;base64,AAAA\">", "<img>")]
    public void Only_what_mail_may_carry_goes_out(string written, string sent) => Assert.Equal(sent, ComposedHtml.Clean(written));

    [Fact]
    public void Picture_addresses_become_content_ids_and_nothing_else_changes()
    {
        var id = Guid.NewGuid();
        var other = Guid.NewGuid();
        var html = $"<p  odd = 1>&nbsp;<img alt='' src=\"/api/pictures/{id:N}\"><img src=\"/api/pictures/{other:N}\">";
        Assert.Equal(
            $"<p  odd = 1>&nbsp;<img alt='' src=\"cid:a@groupware\"><img src=\"/api/pictures/{other:N}\">",
            ComposedHtml.WithContentIds(html, new Dictionary<Guid, string> { [id] = "a@groupware" }));
    }
}
