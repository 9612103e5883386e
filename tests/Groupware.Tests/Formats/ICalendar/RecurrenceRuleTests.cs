using System.Text.Json;
using Groupware.Formats.ICalendar;

namespace Groupware.Tests.Formats.ICalendar;

public sealed class RecurrenceRuleTests
{
    [Fact]
    public void Every_rule_of_the_cases_reads_and_writes_the_same_parts()
    {
        foreach (var line in Samples.Lines("recurrence/cases.jsonl"))
        {
            using var json = JsonDocument.Parse(line);
            var raw = json.RootElement.GetProperty("rrule").GetString();
            if (string.IsNullOrEmpty(raw) || json.RootElement.GetProperty("expected").GetArrayLength() == 0)
                continue;
            Assert.True(RecurrenceRule.TryParse(raw, out var rule), raw);
            Assert.True(RecurrenceRule.TryParse(rule.ToString(), out var again));
            Assert.Equal(rule, again);
        }
    }

    [Fact]
    public void Rules_that_break_the_grammar_are_refused()
    {
        foreach (var line in Samples.Lines("recurrence/invalid.jsonl"))
        {
            using var json = JsonDocument.Parse(line);
            var raw = json.RootElement.GetProperty("rrule").GetString()!;
            Assert.False(RecurrenceRule.TryParse(raw, out _), raw);
        }
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;COUNT=3;UNTIL=20260101")]
    [InlineData("COUNT=3")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;FREQ=DAILY")]
    [InlineData("")]
    public void What_the_grammar_forbids_is_refused(string raw) => Assert.False(RecurrenceRule.TryParse(raw, out _));

    [Theory]
    [InlineData("FREQ=MONTHLY;UNTIL=20261231T225959Z;INTERVAL=2;BYDAY=-1FR,2MO;WKST=SU")]
    [InlineData("FREQ=YEARLY;COUNT=3;BYMONTHDAY=-1;BYMONTH=2;SKIP=FORWARD")]
    public void A_rule_is_written_as_it_was(string raw)
    {
        Assert.True(RecurrenceRule.TryParse(raw, out var rule));
        Assert.Equal(raw, rule.ToString());
    }
}
