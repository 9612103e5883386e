using System.Globalization;
using System.Text;
using System.Text.Json;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ICalendar;
using Groupware.Tests.Formats;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Tests.Calendars.Occurrences;

/// <summary>Rules with the instances that other projects and the RFC expect (tests/conformance/data/README.md).</summary>
public sealed class RecurrenceCasesTests
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Dictionary<string, Case> All = Samples.Lines("recurrence/cases.jsonl")
        .Select(line => JsonSerializer.Deserialize<Case>(line, Names)!)
        .ToDictionary(c => c.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => new(All.Values
        .Where(c => c.Expected.Count > 0 || (c.Rrule is not null && RecurrenceRule.TryParse(c.Rrule, out _))).Select(c => c.Id));

    [Theory, MemberData(nameof(Ids))]
    public void The_instances_are_the_expected_ones(string id)
    {
        var c = All[id];
        var wanted = (c.ExpectedUtc ?? c.Expected).ConvertAll(Point);
        var max = c.Complete ? wanted.Count + 2 : wanted.Count;
        var result = RecurrenceSet.Expand(CalendarDocument.Parse(Encoding.UTF8.GetBytes(c.ToString())), DateTimeZone.Utc, new Interval(null, null), max, TestContext.Current.CancellationToken);
        Assert.Equal(wanted, result.Instances.Select(i => i.Start));
        Assert.Equal(ExpansionProblem.None, result.Problem);
        if (c.Complete)
            Assert.Null(result.ReachesTo);
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_window_late_in_the_series_finds_the_same_instances(string id)
    {
        var c = All[id];
        if (c.Expected.Count < 4)
            return;
        var wanted = (c.ExpectedUtc ?? c.Expected).ConvertAll(Point);
        var window = new Interval(wanted[wanted.Count / 2], wanted[^1]);
        var result = RecurrenceSet.Expand(CalendarDocument.Parse(Encoding.UTF8.GetBytes(c.ToString())), DateTimeZone.Utc, window, 10_000, TestContext.Current.CancellationToken);
        Assert.Equal(wanted.Where(w => w >= window.Start && w < window.End), result.Instances.Select(i => i.Start).Where(s => s >= window.Start));
        Assert.Equal(wanted[^1], result.ReachesTo);
    }

    private static Instant Point(string text) => text.EndsWith('Z')
        ? InstantPattern.General.Parse(text).Value
        : LocalDateTimePattern.GeneralIso.Parse(text.Contains('T', StringComparison.Ordinal) ? text : text + "T00:00:00").Value.InUtc().ToInstant();

    public sealed record Case(string Id, string Dtstart, string? Tz, string? Rrule, List<string> Rdate, List<string> Exdate, List<string> Expected, List<string>? ExpectedUtc, bool Complete)
    {
        public override string ToString()
        {
            var day = !Dtstart.Contains('T', StringComparison.Ordinal);
            string Value(string text) => (day ? ";VALUE=DATE:" : Tz is null ? ":" : $";TZID={Tz}:") + text.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
            var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\n");
            text.Append(CultureInfo.InvariantCulture, $"DTSTART{Value(Dtstart)}\r\n");
            if (!string.IsNullOrEmpty(Rrule))
                text.Append(CultureInfo.InvariantCulture, $"RRULE:{Rrule}\r\n");
            foreach (var date in Rdate)
                text.Append(CultureInfo.InvariantCulture, $"RDATE{Value(date)}\r\n");
            foreach (var date in Exdate)
                text.Append(CultureInfo.InvariantCulture, $"EXDATE{Value(date)}\r\n");
            return text.Append("END:VEVENT\r\nEND:VCALENDAR\r\n").ToString();
        }
    }
}
