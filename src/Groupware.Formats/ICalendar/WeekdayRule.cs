using System.Globalization;

namespace Groupware.Formats.ICalendar;

/// <summary>One entry of BYDAY.</summary>
/// <param name="Ordinal">The n-th such day of the month or year, negative from its end; 0 for every one.</param>
/// <param name="Day">The weekday.</param>
public readonly record struct WeekdayRule(int Ordinal, DayOfWeek Day)
{
    private static readonly string[] Names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Two letters of RFC 5545.</summary>
    public static string NameOf(DayOfWeek day) => Names[(int)day];

    /// <summary>Reads two letters.</summary>
    public static bool TryParseDay(ReadOnlySpan<char> raw, out DayOfWeek day)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (raw.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                day = (DayOfWeek)i;
                return true;
            }
        }
        day = default;
        return false;
    }

    /// <summary>Reads <c>MO</c>, <c>2TU</c>, <c>-1FR</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> raw, out WeekdayRule rule)
    {
        rule = default;
        raw = raw.Trim();
        if (raw.Length < 2 || !TryParseDay(raw[^2..], out var day))
            return false;
        var ordinal = 0;
        if (raw.Length > 2 && (!int.TryParse(raw[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ordinal) || ordinal is 0 or < -53 or > 53))
            return false;
        rule = new WeekdayRule(ordinal, day);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Ordinal == 0 ? NameOf(Day) : Ordinal.ToString(CultureInfo.InvariantCulture) + NameOf(Day);
}
