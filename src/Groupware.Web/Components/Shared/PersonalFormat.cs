using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Web.Components.Shared;

/// <summary>Dates, times and numbers as the person of this tab reads them: own zone, language, clock and first weekday.</summary>
public sealed class PersonalFormat(CurrentPerson current, Appearance look, TimeProvider clock)
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>The zone the person lives in; UTC when the profile names one that doesn't exist.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(current.Person.ZoneId) ?? DateTimeZone.Utc;

    public Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    public LocalDate Today => Now.InZone(Zone).Date;

    public IsoDayOfWeek FirstDayOfWeek => look.FirstDayOfWeek;

    /// <summary>"10:02", or "10:02 am" with the 12-hour clock.</summary>
    public string Time(Instant instant) => Time(instant.InZone(Zone).TimeOfDay);

    /// <inheritdoc cref="Time(Instant)"/>
    public string Time(LocalTime time) => LocalTimePattern.Create(look.TwelveHours ? "h:mm tt" : "H:mm", Culture).Format(time);

    /// <summary>"4 June 2026".</summary>
    public string Date(LocalDate date) => Text(date, "d MMMM uuuu");

    /// <summary>"4 June", with the year only when it is not this one.</summary>
    public string ShortDate(LocalDate date) => Text(date, date.Year == Today.Year ? "d MMMM" : "d MMMM uuuu");

    /// <summary>"Thursday 4 June", with the year only when it is not this one.</summary>
    public string Day(LocalDate date) => Text(date, date.Year == Today.Year ? "dddd d MMMM" : "dddd d MMMM uuuu");

    /// <summary>"Thursday 4 June 2026, 10:24".</summary>
    public string Moment(Instant instant)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        return $"{Text(local.Date, "dddd d MMMM uuuu")}, {Time(local.TimeOfDay)}";
    }

    /// <summary>As a list row has it: "10:02", "Wed 16:40", "29 May", "29 May 2025".</summary>
    public string RowTime(Instant instant)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        var days = Period.DaysBetween(local.Date, Today);
        return days switch
        {
            0 => Time(local.TimeOfDay),
            > 0 and < 7 => $"{Text(local.Date, "ddd")} {Time(local.TimeOfDay)}",
            _ => Text(local.Date, local.Year == Today.Year ? "d MMM" : "d MMM uuuu"),
        };
    }

    /// <summary>"812 B", "48 KB", "2.4 MB".</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1000 => string.Create(Culture, $"{bytes} {Unit('B')}"),
        < 1_000_000 => string.Create(Culture, $"{Math.Round(bytes / 1000d):0} K{Unit('B')}"),
        < 1_000_000_000 => string.Create(Culture, $"{bytes / 1_000_000d:0.#} M{Unit('B')}"),
        _ => string.Create(Culture, $"{bytes / 1_000_000_000d:0.#} G{Unit('B')}"),
    };

    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>The machine's form for a <c>time</c> element.</summary>
    public static string Iso(Instant instant) => InstantPattern.General.Format(instant);

    // French writes octets: Ko, Mo, Go.
    private static char Unit(char unit) => Culture.TwoLetterISOLanguageName == "fr" ? 'o' : unit;

    private static string Text(LocalDate date, string pattern) => LocalDatePattern.Create(pattern, Culture).Format(date);
}
