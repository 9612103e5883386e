using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Groupware.Web.Demo;

/// <summary>Turns what the data say into dates of today, in the company's zone.</summary>
internal sealed partial class DemoMoments(Instant now)
{
    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    public Instant Now => now;

    private LocalDate Today => now.InZone(Zone).Date;

    private LocalDate Monday => Today.PlusDays(1 - (int)Today.DayOfWeek);

    /// <summary>The day meant.</summary>
    public LocalDate Day(DemoMoment moment)
    {
        if (moment.Minutes is { } minutes) return (now + Duration.FromMinutes(minutes)).InZone(Zone).Date;
        if (moment.Workdays is { } days) return Workday(days);
        if (moment.MonthDay is { } monthDay)
            return new LocalDate(Today.Year, int.Parse(monthDay.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(monthDay.AsSpan(3), CultureInfo.InvariantCulture));
        return Monday.PlusWeeks(moment.Weeks ?? 0).PlusDays(Math.Max(0, Array.IndexOf(Weekdays, moment.Weekday)));
    }

    /// <summary>Day and time meant; midnight for a whole day.</summary>
    public LocalDateTime Local(DemoMoment moment) => moment.Minutes is { } minutes
        ? (now + Duration.FromMinutes(minutes)).InZone(Zone).LocalDateTime
        : Day(moment).At(moment.Time is { } time ? TimeOf(time) : LocalTime.Midnight);

    /// <summary>When a message came: never in the future.</summary>
    public Instant Received(DemoMoment moment)
    {
        var at = Local(moment).InZoneLeniently(Zone).ToInstant();
        return at <= now ? at : now - Duration.FromMinutes(10);
    }

    /// <summary>Monday of a week counted from this one.</summary>
    public LocalDate Week(int weeks) => Monday.PlusWeeks(weeks);

    public static LocalTime TimeOf(string text) => new(int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture));

    /// <summary>Fills in <c>{{w+2}}</c> and <c>{{start}}</c> in the words of a language.</summary>
    public string Fill(string text, string language, DemoMoment? start)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        var culture = CultureInfo.GetCultureInfo(language switch { "fr" => "fr-FR", "de" => "de-DE", _ => "en-GB" });
        text = Workdays().Replace(text, match => Long(Workday(int.Parse(match.Groups["days"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)), culture));
        return start is null ? text : text.Replace("{{start}}", WithTime(start, culture), StringComparison.Ordinal);
    }

    private string WithTime(DemoMoment start, CultureInfo culture)
    {
        var day = Long(Day(start), culture);
        if (start.Time is null) return day;
        return culture.TwoLetterISOLanguageName switch { "fr" => $"{day} à {start.Time}", "de" => $"{day}, {start.Time} Uhr", _ => $"{day}, {start.Time}" };
    }

    private static string Long(LocalDate day, CultureInfo culture) =>
        day.ToString(culture.TwoLetterISOLanguageName == "de" ? "dddd, d. MMMM" : "dddd d MMMM", culture);

    private LocalDate Workday(int days)
    {
        var day = Today.DayOfWeek switch { IsoDayOfWeek.Saturday => Today.PlusDays(-1), IsoDayOfWeek.Sunday => Today.PlusDays(-2), _ => Today };
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.PlusDays(Math.Sign(days));
            if (day.DayOfWeek <= IsoDayOfWeek.Friday) left--;
        }
        return day;
    }

    [GeneratedRegex(@"\{\{w(?<days>[+-]\d+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Workdays();
}
