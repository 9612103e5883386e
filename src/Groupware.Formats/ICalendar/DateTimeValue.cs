using System.Globalization;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.ICalendar;

/// <summary>A DATE or DATE-TIME with all that is written about its zone: whole day, floating, UTC, or with a TZID.</summary>
/// <param name="Date">The day as written.</param>
/// <param name="Time">Time of day as written, to the second; null for a DATE.</param>
/// <param name="IsUtc">Written with Z.</param>
/// <param name="TzId">TZID as written, whoever defines it; null when there is none.</param>
/// <remarks>RFC 5545, sections 3.3.4 and 3.3.5: <c>20260329</c>, <c>20260329T090000</c>, <c>20260329T080000Z</c>. A second of 60 is read as 59.</remarks>
public readonly record struct DateTimeValue(DateOnly Date, TimeOnly? Time, bool IsUtc, string? TzId)
{
    /// <summary>A DATE.</summary>
    public bool IsDate => Time is null;

    /// <summary>A DATE-TIME without any zone.</summary>
    public bool IsFloating => Time is not null && !IsUtc && TzId is null;

    /// <summary>A whole day.</summary>
    public static DateTimeValue OfDate(DateOnly date) => new(date, null, false, null);

    /// <summary>Reads a value.</summary>
    /// <param name="raw">The value of the line.</param>
    /// <param name="tzId">The line's TZID; not looked at for a DATE or a UTC time.</param>
    /// <param name="value">What it says.</param>
    public static bool TryParse(ReadOnlySpan<char> raw, string? tzId, out DateTimeValue value)
    {
        value = default;
        raw = raw.Trim();
        if (raw.Length < 8 || !TryDigits(raw[..4], out var year) || !TryDigits(raw[4..6], out var month) || !TryDigits(raw[6..8], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var date = new DateOnly(year, month, day);
        if (raw.Length == 8)
        {
            value = new DateTimeValue(date, null, false, null);
            return true;
        }
        if (raw.Length is not (15 or 16) || raw[8] is not ('T' or 't') || (raw.Length == 16 && raw[15] is not ('Z' or 'z'))
            || !TryDigits(raw[9..11], out var hour) || !TryDigits(raw[11..13], out var minute) || !TryDigits(raw[13..15], out var second)
            || hour > 23 || minute > 59 || second > 60)
            return false;
        var utc = raw.Length == 16;
        value = new DateTimeValue(date, new TimeOnly(hour, minute, Math.Min(second, 59)), utc, utc || string.IsNullOrEmpty(tzId) ? null : tzId);
        return true;
    }

    /// <summary>Reads the value of a property and its TZID.</summary>
    public static bool TryRead(Property? property, out DateTimeValue value)
    {
        value = default;
        return property is not null && TryParse(property.RawValue, property.Parameter("TZID"), out value);
    }

    /// <summary>Reads a property of several values (EXDATE, RDATE); what is no date is left out, of periods the start is taken.</summary>
    public static IEnumerable<DateTimeValue> ReadList(Property property)
    {
        var tzId = property.Parameter("TZID");
        foreach (var part in property.RawValue.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            if (TryParse(slash < 0 ? part : part.AsSpan(0, slash), tzId, out var value))
                yield return value;
        }
    }

    /// <summary>Writes it into a property: value, VALUE=DATE for a day, TZID. Other parameters stay.</summary>
    public void WriteTo(Property property)
    {
        property.SetParameter("TZID", TzId);
        if (IsDate)
            property.SetParameter("VALUE", "DATE");
        else if (property.Parameter("VALUE") is not null)
            property.SetParameter("VALUE", null);
        property.SetRaw(ToString());
    }

    /// <summary>Sets the first property of that name in a component, or adds it.</summary>
    public Property WriteTo(Component component, string name)
    {
        var property = component.Property(name);
        if (property is not null)
            WriteTo(property);
        else
        {
            property = IsDate ? component.Add(name, ToString(), ("VALUE", "DATE"))
                : TzId is not null ? component.Add(name, ToString(), ("TZID", TzId))
                : component.Add(name, ToString());
        }
        return property;
    }

    /// <summary>As it stands on the line; the TZID is a parameter and not in it.</summary>
    public override string ToString() => Time is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{Date:yyyyMMdd}T{time:HHmmss}{(IsUtc ? "Z" : "")}")
        : Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static bool TryDigits(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
