using System.Text;
using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Storage.Objects;

namespace Groupware.Tests.Dav;

/// <summary>What the index of cards is asked for must stand in every text that matches, or a query would miss cards.</summary>
public sealed class TextMatchTests
{
    /// <summary>Letters that fold in unlike ways: ligatures, long and sharp s, dotless i, Kelvin, fullwidth, mathematical, iota below, final sigma, marks in any order, LIKE's own signs.</summary>
    private static readonly string[] Letters = ["a", "B", "s", "ß", "ẞ", "ſ", "ı", "İ", "I", "ﬁ", "ŉ", "ǆ", "K", "Ｋ", "𝐤", "é", "e\u0301", "\u0323", "\u0301", "ø", "Ł", "œ", "Æ", "đ", "þ", "ς", "σ", "Σ", "ᾳ", "\u0345", "ι", "ж", "中", "½", "%", "_", "!", "\\", " ", "@", "."];

    [Fact]
    public void No_letter_is_a_Latin_one_by_its_collation_alone()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.TryCreate(code, out var rune)) continue;   // no text holds half a pair
            var (folded, byCollation) = (SearchText.Fold(rune.ToString()), SearchText.Fold(Collation.UnicodeCasemap.Fold(rune.ToString())));
            Assert.True(folded == byCollation || byCollation.All(c => c >= '\u0250'), $"U+{code:X4} is searched as {folded}, compared as {byCollation}");
        }
    }

    [Theory]
    [InlineData("i;unicode-casemap")]
    [InlineData("i;ascii-casemap")]
    [InlineData("i;octet")]
    public void What_matches_holds_what_the_index_is_asked_for(string collation)
    {
        var random = new Random(8);
        var (asked, matched) = (0, 0);
        for (var round = 0; round < 60_000; round++)
        {
            var text = Word(random, 8);
            var part = random.Next(3) == 0 ? Word(random, 3) : text[random.Next(text.Length)..];
            part = part[..random.Next(1, Math.Min(part.Length, 4) + 1)];
            if (part.Any(char.IsSurrogate)) continue;
            var wanted = random.Next(3) switch { 0 => part, 1 => part.ToUpperInvariant(), _ => part.ToLowerInvariant() };
            foreach (var how in new[] { "contains", "equals", "starts-with", "ends-with" })
            {
                var match = TextMatch.Read(new XElement("{urn:ietf:params:xml:ns:carddav}text-match", new XAttribute("collation", collation), new XAttribute("match-type", how), wanted));
                if (match.Needle is not { } needle) continue;
                asked++;
                if (!match.Matches(text)) continue;
                matched++;
                Assert.True(SearchText.Fold(text).Contains(needle, StringComparison.Ordinal), $"{wanted} {how} {text}: {needle} does not stand in {SearchText.Fold(text)}");
            }
        }

        Assert.True(asked > 10_000 && matched > 1000, $"{asked} asked, {matched} matched");
    }

    [Fact]
    public void The_index_is_not_asked_for_what_it_cannot_tell()
    {
        static string? Needle(string text, string? negate = null) =>
            TextMatch.Read(new XElement("{urn:ietf:params:xml:ns:carddav}text-match", negate is null ? null : new XAttribute("negate-condition", negate), text)).Needle;
        Assert.Equal("jose", Needle("José"));
        Assert.Null(Needle("José", "yes"));
        Assert.Null(Needle(""));
        Assert.Null(Needle("\u0301"));
        Assert.Null(Needle("σοφός"));
        Assert.Null(Needle(new string('x', 201)));
    }

    private static string Word(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Letters[random.Next(Letters.Length)]));
}
