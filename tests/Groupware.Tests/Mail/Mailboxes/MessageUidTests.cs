using Groupware.Mail.Mailboxes;

namespace Groupware.Tests.Mail.Mailboxes;

public sealed class MessageUidTests
{
    [Fact]
    public void It_reads_what_it_writes()
    {
        var uid = new MessageUid(1_700_000_000, 42);
        Assert.True(MessageUid.TryParse(uid.ToString(), out var read));
        Assert.Equal(uid, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("-42")]
    [InlineData("1-0")]
    [InlineData("1--2")]
    [InlineData("1-99999999999")]
    public void Anything_else_is_none(string? text) => Assert.False(MessageUid.TryParse(text, out _));
}
