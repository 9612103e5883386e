using Groupware.Mail.Reading;

namespace Groupware.Tests.Mail.Reading;

/// <summary>RFC 3676, section 4.</summary>
public sealed class FlowedTextTests
{
    [Theory]
    [InlineData("One line \nthat goes on.\nNext.", "One line that goes on.\nNext.")]
    [InlineData("> quoted \n> goes on\nmine", "> quoted goes on\nmine")]
    [InlineData("> quoted \n>> deeper", "> quoted \n>> deeper")]
    [InlineData("Text \n-- \nBob", "Text \n-- \nBob")]
    [InlineData(" >not a quote", ">not a quote")]
    public void Soft_breaks_go_and_hard_ones_stay(string sent, string read) => Assert.Equal(read, FlowedText.Unfold(sent, deleteSpace: false));

    [Fact]
    public void With_delsp_the_blank_belongs_to_the_break() => Assert.Equal("会議室", FlowedText.Unfold("会議 \n室", deleteSpace: true));
}
