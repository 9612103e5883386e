using System.Globalization;
using System.Text;

namespace Groupware.Formats.ICalendar;

/// <summary>A DURATION: days as the calendar counts them, and exact time.</summary>
/// <param name="Days">Nominal days (weeks are seven); negative for a negative duration.</param>
/// <param name="Seconds">Exact seconds beside the days; the same sign.</param>
/// <remarks>RFC 5545, section 3.3.6: <c>P15DT5H0M20S</c>, <c>-PT15M</c>, <c>P7W</c>. A day across a clock change is not 24 hours.</remarks>
public readonly record struct DurationValue(int Days, long Seconds)
{
    /// <summary>Whether it goes backwards.</summary>
    public bool IsNegative => Days < 0 || Seconds < 0;

    /// <summary>Reads a value. Fields may be missing or, as some programs write, mix weeks with others.</summary>
    public static bool TryParse(ReadOnlySpan<char> raw, out DurationValue value)
    {
        value = default;
        raw = raw.Trim();
        var sign = 1;
        if (raw.Length > 0 && raw[0] is '+' or '-')
        {
            sign = raw[0] == '-' ? -1 : 1;
            raw = raw[1..];
        }
        if (raw.Length < 2 || raw[0] is not ('P' or 'p'))
            return false;
        raw = raw[1..];
        long days = 0, seconds = 0;
        var inTime = false;
        var any = false;
        while (raw.Length > 0)
        {
            if (raw[0] is 'T' or 't')
            {
                if (inTime)
                    return false;
                inTime = true;
                raw = raw[1..];
                continue;
            }
            var length = raw.IndexOfAnyExceptInRange('0', '9');
            if (length is < 1 or > 9 || !int.TryParse(raw[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            switch (char.ToUpperInvariant(raw[length]))
            {
                case 'W' when !inTime: days += number * 7L; break;
                case 'D' when !inTime: days += number; break;
                case 'H' when inTime: seconds += number * 3600L; break;
                case 'M' when inTime: seconds += number * 60L; break;
                case 'S' when inTime: seconds += number; break;
                default: return false;
            }
            any = true;
            raw = raw[(length + 1)..];
        }
        if (!any || days > 1_000_000)
            return false;
        value = new DurationValue((int)(sign * days), sign * seconds);
        return true;
    }

    /// <summary>As it stands on the line, in the shortest form.</summary>
    public override string ToString()
    {
        var days = Math.Abs((long)Days);
        var seconds = Math.Abs(Seconds);
        var text = new StringBuilder(IsNegative ? "-P" : "P");
        if (days > 0 && seconds == 0 && days % 7 == 0)
            return text.Append(CultureInfo.InvariantCulture, $"{days / 7}W").ToString();
        if (days > 0)
            text.Append(CultureInfo.InvariantCulture, $"{days}D");
        if (seconds > 0 || days == 0)
        {
            text.Append('T');
            if (seconds >= 3600)
                text.Append(CultureInfo.InvariantCulture, $"{seconds / 3600}H");
            if (seconds % 3600 >= 60 || (seconds >= 3600 && seconds % 60 > 0))
                text.Append(CultureInfo.InvariantCulture, $"{seconds % 3600 / 60}M");
            if (seconds % 60 > 0 || seconds == 0)
                text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}S");
        }
        return text.ToString();
    }
}
