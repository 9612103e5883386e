using Groupware.People;

namespace Groupware.Tests.People;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("Alice@Example.TEST", "alice@example.test")]
    [InlineData("  o'neil.j@sub.example.org ", "o'neil.j@sub.example.org")]
    [InlineData("zoe@bücher.example", "zoe@xn--bcher-kva.example")]
    public void An_address_has_one_form(string typed, string expected)
    {
        Assert.True(AddressText.TryNormalize(typed, out var address));
        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@example.test")]
    [InlineData("alice@")]
    [InlineData("a b@example.test")]
    [InlineData("alice+tag@example.test")]
    [InlineData(".alice@example.test")]
    [InlineData("alice@exa_mple.test")]
    [InlineData("alice@-example.test")]
    [InlineData("alice@example.test\r\nDATA")]
    [InlineData("\"quoted\"@example.test")]
    public void What_is_no_address_of_ours_is_refused(string typed) => Assert.False(AddressText.TryNormalize(typed, out _));

    [Theory]
    [InlineData("alice+shop@example.test", "alice@example.test")]
    [InlineData("alice@exa+mple.test", "alice@exa+mple.test")]
    [InlineData("+alice@example.test", "+alice@example.test")]
    public void A_tag_is_no_part_of_the_mailbox(string address, string expected) => Assert.Equal(expected, AddressText.WithoutTag(address));
}
