using Groupware.Mail.Lists;

namespace Groupware.Tests.Mail.Lists;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("deck drawings", "The deck drawings are here.", true)]
    [InlineData("deck drawings", "drawings of the deck", false)]
    [InlineData("deck drawings", "deck and drawings", false)]
    [InlineData("deck drawings", "DECK\r\n> drawings!", true)]
    [InlineData("deck drawing", "deck drawings", false)]
    [InlineData("eck drawings", "deck drawings", false)]
    [InlineData("reunion demain", "Réunion, demain", true)]
    [InlineData("réunion", "reunion", true)]
    [InlineData("re\u0301union", "réunion", true)]
    [InlineData("bob@example.test", "bob@example.test", true)]
    [InlineData("bob@example.test", "bob@example.tests", false)]
    [InlineData("don't panic", "Don\u2019t panic", true)]
    [InlineData("plan b", "Plan B for plan C", true)]
    [InlineData("plan b", "b plan", false)]
    [InlineData("会議", "明日の会議室", true)]
    [InlineData("会議", "議会", false)]
    [InlineData("extraordinary", "extra\u00ADordi\u200Bnary", true)]
    [InlineData("deck", null, false)]
    [InlineData("deck", "\uD83D broken \uDE00 deck", true)]
    [InlineData("deck", "no character \uFFFE at all deck", true)]
    public void Whole_words_follow_each_other(string phrase, string? text, bool expected) => Assert.Equal(expected, Phrase.Of(phrase)!.IsIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("*** !!")]
    public void Signs_alone_are_no_phrase(string text) => Assert.Null(Phrase.Of(text));

    [Fact]
    public void The_store_is_asked_for_words_as_they_were_typed() => Assert.Equal(["Réunion", "bob", "example", "test", "don", "t"], Phrase.Typed("Réunion bob@example.test, don't"));
}
