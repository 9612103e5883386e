using Groupware.Web.Admin;

namespace Groupware.Web.Tests.Admin;

public sealed class AdminCommandTests
{
    [Fact]
    public void Words_and_options_come_in_any_order()
    {
        Assert.True(AdminArguments.TryParse(["add-group", "--name", "Design team", "design@example.test", "--member", "a@example.test", "--member", "b@example.test"], out var parsed, out _));
        Assert.Equal(("add-group", "design@example.test", "Design team"), (parsed.Command, parsed.Words[0], parsed.Value("name")));
        Assert.Equal(["a@example.test", "b@example.test"], parsed.Options["member"]);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("add-person")]
    [InlineData("add-person a@example.test b@example.test")]
    [InlineData("add-person a@example.test --colour")]
    [InlineData("add-person a@example.test --name")]
    public void What_is_not_understood_is_said(string line)
    {
        Assert.False(AdminArguments.TryParse(line.Split(' '), out _, out var fault));
        Assert.NotEmpty(fault);
    }

    [Theory]
    [InlineData("20G", 20_000_000_000)]
    [InlineData("1.5t", 1_500_000_000_000)]
    [InlineData("500M", 500_000_000)]
    [InlineData("none", 0)]
    public void A_size_is_read(string text, long bytes) => Assert.Equal(bytes, AdminCommand.ParseSize(text));

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("20")]
    [InlineData("-5G")]
    [InlineData("lots")]
    public void What_is_no_size_is_refused(string text) => Assert.Null(AdminCommand.ParseSize(text));
}
