using Groupware.Mail.Reading;

namespace Groupware.Tests.Mail.Reading;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\evil.exe", "evil.exe")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a\r\nContent-Type: html", "aContent-Type_ html")]
    [InlineData("...", "file.bin")]
    [InlineData("<img src=x>.png", "_img src=x_.png")]
    [InlineData(null, "file.bin")]
    public void A_name_is_shown_and_saved_without_harm(string? sent, string safe) => Assert.Equal(safe, FileNames.Safe(sent, "file.bin"));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileNames.Safe(new string('a', 400) + ".pdf", "x");
        Assert.True(name.Length <= 150);
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }
}
