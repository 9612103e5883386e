using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.TimeZones;
using TimeZoneConverter;

namespace Groupware.Calendars;

/// <summary>Times as one calendar object writes them, in NodaTime: DATE, floating, UTC and TZID.</summary>
/// <remarks>
/// A TZID is looked for in this order: IANA; the object's own VTIMEZONE; the name of a Windows zone; the IANA name at its end
/// (<c>/freeassociation.sourceforge.net/Tzfile/Europe/Paris</c>). One that nobody knows is read as floating.
/// </remarks>
public sealed class CalendarTime
{
    private readonly Dictionary<string, DateTimeZone> zones = new(StringComparer.Ordinal);
    private readonly Component? calendar;

    /// <summary>Times of an object.</summary>
    /// <param name="document">Its text; null when there is none that could define zones.</param>
    /// <param name="floatingZone">The clock on which whole days and floating times are meant.</param>
    public CalendarTime(CalendarDocument? document, DateTimeZone floatingZone)
    {
        calendar = document?.Root;
        FloatingZone = floatingZone;
    }

    /// <summary>The clock on which whole days and floating times are meant.</summary>
    public DateTimeZone FloatingZone { get; }

    /// <summary>A zone by IANA or Windows name; null when nobody knows it.</summary>
    public static DateTimeZone? Find(string id)
    {
        id = id.Trim();
        if (id.Length == 0)
            return null;
        var tzdb = DateTimeZoneProviders.Tzdb;
        if (tzdb.GetZoneOrNull(id) is { } known)
            return known;
        if (id.Equals("UTC", StringComparison.OrdinalIgnoreCase) || id.Equals("GMT", StringComparison.OrdinalIgnoreCase))
            return DateTimeZone.Utc;
        if (TZConvert.TryWindowsToIana(id, out var iana) && tzdb.GetZoneOrNull(iana) is { } windows)
            return windows;
        var parts = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var take = Math.Min(3, parts.Length - 1); take > 0; take--)
        {
            if (tzdb.GetZoneOrNull(string.Join('/', parts[^take..])) is { } ending)
                return ending;
        }
        return null;
    }

    /// <summary>Midnight or time on a zone's clock as a point of time. A time in a gap is taken with the offset before it, one that happens twice is the first.</summary>
    /// <remarks>RFC 5545, section 3.3.5.</remarks>
    public static Instant Resolve(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Resolvers.LenientResolver).ToInstant();

    /// <summary>The clock a value stands on.</summary>
    public DateTimeZone ZoneOf(DateTimeValue value) => value.IsUtc ? DateTimeZone.Utc : value.TzId is { } id ? ZoneOf(id) : FloatingZone;

    /// <summary>The zone that the object means by a TZID; the floating one when nobody knows it.</summary>
    public DateTimeZone ZoneOf(string tzId)
    {
        if (zones.TryGetValue(tzId, out var zone))
            return zone;
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(tzId) ?? Defined(tzId) ?? Find(tzId) ?? FloatingZone;
        zones[tzId] = zone;
        return zone;
    }

    /// <summary>A value as a point of time; a DATE is midnight.</summary>
    public Instant ToInstant(DateTimeValue value) => Resolve(Local(value), ZoneOf(value));

    /// <summary>A value on its own clock; a DATE is midnight.</summary>
    public static LocalDateTime Local(DateTimeValue value)
    {
        var date = new LocalDate(value.Date.Year, value.Date.Month, value.Date.Day);
        return value.Time is { } time ? date.At(new LocalTime(time.Hour, time.Minute, time.Second)) : date.AtMidnight();
    }

    /// <summary>A value of the same kind as another one: DATE, floating, UTC, or with the same TZID.</summary>
    public DateTimeValue Like(DateTimeValue pattern, Instant instant) => Like(pattern, instant.InZone(ZoneOf(pattern)).LocalDateTime);

    /// <summary>A value of the same kind as another one, of a time on that one's clock.</summary>
    public static DateTimeValue Like(DateTimeValue pattern, LocalDateTime local) => pattern with
    {
        Date = local.Date.ToDateOnly(),
        Time = pattern.IsDate ? null : new TimeOnly(local.Hour, local.Minute, local.Second),
    };

    private DateTimeZone? Defined(string tzId)
    {
        var definition = calendar?.ComponentsNamed("VTIMEZONE").FirstOrDefault(z => string.Equals(z.Property("TZID")?.RawValue.Trim(), tzId, StringComparison.Ordinal));
        return definition is null ? null : DefinedZone.Of(tzId, definition);
    }
}
