using FsCheck;
using FsCheck.Xunit;
using Groupware.Mail.Labels;

namespace Groupware.Tests.Mail.Labels;

public sealed class LabelKeywordTests
{
    [Theory]
    [InlineData("Work", "Work")]
    [InlineData("To do", "To_do")]
    [InlineData("Été à Lyon", "=C3=89t=C3=A9_=C3=A0_Lyon")]
    [InlineData("a_b", "a=5Fb")]
    [InlineData("100 % (sure) {x} \"*\\]", "100_=25_=28sure=29_=7Bx=7D_=22=2A=5C=5D")]
    [InlineData("$label1", "=24label1")]
    [InlineData("港の図面", "=E6=B8=AF=E3=81=AE=E5=9B=B3=E9=9D=A2")]
    [InlineData("🚲", "=F0=9F=9A=B2")]
    public void A_name_becomes_an_atom_and_comes_back(string name, string keyword)
    {
        Assert.Equal(keyword, LabelKeyword.Of(name));
        Assert.Equal(name, LabelKeyword.NameOf(keyword));
    }

    [Fact]
    public void Both_ways_of_writing_an_accent_are_one_label() => Assert.Equal(LabelKeyword.Of("Été"), LabelKeyword.Of("E\u0301te\u0301"));

    [Theory]
    [InlineData("A name that is so long that no store takes it as it is")]
    [InlineData("éééééééééééééééééééé")]
    public void A_long_name_is_cut_between_two_signs_and_told_apart_by_its_fingerprint(string name)
    {
        var keyword = LabelKeyword.Of(name);
        Assert.InRange(keyword.Length, 20, LabelKeyword.MaxLength);
        Assert.NotEqual(keyword, LabelKeyword.Of(name + "!"));
        Assert.StartsWith(LabelKeyword.NameOf(keyword)[..5], name, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public bool Every_keyword_is_an_atom_that_a_store_takes(NonNull<string> name) =>
        LabelKeyword.Of(Whole(name.Get)) is var keyword && keyword.Length <= LabelKeyword.MaxLength && keyword.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '=');

    [Property(MaxTest = 300)]
    public bool A_short_name_comes_back(NonNull<string> name)
    {
        var whole = string.Concat(Whole(name.Get).Where(static c => !char.IsControl(c))).Trim().Normalize();
        return whole.Length == 0 || whole.Length > 5 || LabelKeyword.NameOf(LabelKeyword.Of(whole)) == whole;
    }

    [Theory]
    [InlineData("todo", "todo")]
    [InlineData("needs_answer", "needs answer")]
    [InlineData("50=off", "50=off")]
    [InlineData("=FF", "=FF")]
    [InlineData("=0A", "=0A")]
    [InlineData("_", "_")]
    public void The_keyword_of_another_program_has_a_name_too(string keyword, string name) => Assert.Equal(name, LabelKeyword.NameOf(keyword));

    [Theory]
    [InlineData("$label3", true)]
    [InlineData("$Label3", true)]
    [InlineData("todo", true)]
    [InlineData("$Forwarded", false)]
    [InlineData("$MDNSent", false)]
    [InlineData("NonJunk", false)]
    [InlineData("nonjunk", false)]
    [InlineData("\\Seen", false)]
    [InlineData("", false)]
    public void Notes_of_programs_are_no_labels(string keyword, bool label) => Assert.Equal(label, LabelKeyword.IsLabel(keyword));

    // a half of a pair is no text
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(static rune => rune.ToString()));
}
