using System.Globalization;
using System.Text;

namespace Groupware.Formats.ICalendar;

/// <summary>An RRULE, part by part. Reading refuses what the grammar refuses; RSCALE, SKIP and X- parts are kept.</summary>
/// <remarks>RFC 5545, section 3.3.10: <c>FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T225959Z</c>.</remarks>
public sealed record RecurrenceRule(RecurrenceFrequency Frequency)
{
    /// <summary>Every so many periods, at least 1.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Number of instances, the first included; null without.</summary>
    public int? Count { get; init; }

    /// <summary>Last possible start, included; null without.</summary>
    public DateTimeValue? Until { get; init; }

    /// <summary>BYSECOND, 0 to 60.</summary>
    public IReadOnlyList<int> BySecond { get; init; } = [];

    /// <summary>BYMINUTE, 0 to 59.</summary>
    public IReadOnlyList<int> ByMinute { get; init; } = [];

    /// <summary>BYHOUR, 0 to 23.</summary>
    public IReadOnlyList<int> ByHour { get; init; } = [];

    /// <summary>BYDAY.</summary>
    public IReadOnlyList<WeekdayRule> ByDay { get; init; } = [];

    /// <summary>BYMONTHDAY, 1 to 31, negative from the end.</summary>
    public IReadOnlyList<int> ByMonthDay { get; init; } = [];

    /// <summary>BYYEARDAY, 1 to 366, negative from the end.</summary>
    public IReadOnlyList<int> ByYearDay { get; init; } = [];

    /// <summary>BYWEEKNO, 1 to 53, negative from the end.</summary>
    public IReadOnlyList<int> ByWeekNumber { get; init; } = [];

    /// <summary>BYMONTH, 1 to 12.</summary>
    public IReadOnlyList<int> ByMonth { get; init; } = [];

    /// <summary>BYSETPOS, 1 to 366, negative from the end.</summary>
    public IReadOnlyList<int> BySetPosition { get; init; } = [];

    /// <summary>WKST; Monday when it isn't given.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>RSCALE, SKIP and X- parts as written.</summary>
    public IReadOnlyList<(string Name, string Value)> Others { get; init; } = [];

    /// <summary>Neither COUNT nor UNTIL.</summary>
    public bool IsEndless => Count is null && Until is null;

    /// <summary>Reads a rule.</summary>
    public static bool TryParse(string raw, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RecurrenceRule? rule)
    {
        rule = null;
        RecurrenceFrequency? frequency = null;
        var read = new RecurrenceRule(RecurrenceFrequency.Daily);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in raw.Trim().TrimEnd(';').Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                return false;
            var name = part[..equals].Trim().ToUpperInvariant();
            var value = part[(equals + 1)..].Trim();
            if (!seen.Add(name) || value.Length == 0)
                return false;
            if (name == "FREQ")
            {
                if (!TryFrequency(value, out var f))
                    return false;
                frequency = f;
            }
            else if (read.With(name, value) is { } next)
                read = next;
            else
                return false;
        }
        if (frequency is null || read is { Count: not null, Until: not null })
            return false;
        rule = read with { Frequency = frequency.Value };
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(RecurrenceRule? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>As it stands on the line, FREQ first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("FREQ=").Append(Frequency.ToString().ToUpperInvariant());
        if (Until is { } until)
            text.Append(";UNTIL=").Append(until);
        if (Count is { } count)
            text.Append(CultureInfo.InvariantCulture, $";COUNT={count}");
        if (Interval != 1)
            text.Append(CultureInfo.InvariantCulture, $";INTERVAL={Interval}");
        Append(text, "BYSECOND", BySecond);
        Append(text, "BYMINUTE", ByMinute);
        Append(text, "BYHOUR", ByHour);
        Append(text, "BYDAY", ByDay);
        Append(text, "BYMONTHDAY", ByMonthDay);
        Append(text, "BYYEARDAY", ByYearDay);
        Append(text, "BYWEEKNO", ByWeekNumber);
        Append(text, "BYMONTH", ByMonth);
        Append(text, "BYSETPOS", BySetPosition);
        if (WeekStart != DayOfWeek.Monday)
            text.Append(";WKST=").Append(WeekdayRule.NameOf(WeekStart));
        foreach (var (name, value) in Others)
            text.Append(';').Append(name).Append('=').Append(value);
        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, string name, IReadOnlyList<T> values)
        where T : struct
    {
        if (values.Count > 0)
            text.Append(';').Append(name).Append('=').AppendJoin(',', values.Select(v => v is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : v.ToString()));
    }

    private static bool TryFrequency(string value, out RecurrenceFrequency frequency)
    {
        foreach (var f in Enum.GetValues<RecurrenceFrequency>())
        {
            if (value.Equals(f.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                frequency = f;
                return true;
            }
        }
        frequency = default;
        return false;
    }

    private RecurrenceRule? With(string name, string value) => name switch
    {
        "INTERVAL" => TryNumber(value, 1, int.MaxValue, out var interval) ? this with { Interval = interval } : null,
        "COUNT" => TryNumber(value, 1, int.MaxValue, out var count) ? this with { Count = count } : null,
        "UNTIL" => DateTimeValue.TryParse(value, null, out var until) ? this with { Until = until } : null,
        "BYSECOND" => Numbers(value, 0, 60) is { } list ? this with { BySecond = list } : null,
        "BYMINUTE" => Numbers(value, 0, 59) is { } list ? this with { ByMinute = list } : null,
        "BYHOUR" => Numbers(value, 0, 23) is { } list ? this with { ByHour = list } : null,
        "BYMONTHDAY" => Numbers(value, -31, 31) is { } list && !list.Contains(0) ? this with { ByMonthDay = list } : null,
        "BYYEARDAY" => Numbers(value, -366, 366) is { } list && !list.Contains(0) ? this with { ByYearDay = list } : null,
        "BYWEEKNO" => Numbers(value, -53, 53) is { } list && !list.Contains(0) ? this with { ByWeekNumber = list } : null,
        "BYMONTH" => Numbers(value, 1, 12) is { } list ? this with { ByMonth = list } : null,
        "BYSETPOS" => Numbers(value, -366, 366) is { } list && !list.Contains(0) ? this with { BySetPosition = list } : null,
        "BYDAY" => Days(value) is { } list ? this with { ByDay = list } : null,
        "WKST" => WeekdayRule.TryParseDay(value, out var day) ? this with { WeekStart = day } : null,
        "RSCALE" or "SKIP" => this with { Others = [.. Others, (name, value)] },
        _ => name.StartsWith("X-", StringComparison.Ordinal) ? this with { Others = [.. Others, (name, value)] } : null,
    };

    private static List<int>? Numbers(string value, int least, int most)
    {
        var list = new List<int>();
        foreach (var part in value.Split(','))
        {
            if (!TryNumber(part, least, most, out var number))
                return null;
            list.Add(number);
        }
        return list;
    }

    private static List<WeekdayRule>? Days(string value)
    {
        var list = new List<WeekdayRule>();
        foreach (var part in value.Split(','))
        {
            if (!WeekdayRule.TryParse(part, out var day))
                return null;
            list.Add(day);
        }
        return list;
    }

    private static bool TryNumber(string value, int least, int most, out int number) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number)
        && number >= least && number <= most;
}
