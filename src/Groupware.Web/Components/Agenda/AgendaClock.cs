using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Web.Components.Agenda;

/// <summary>
/// Between instants and what the grid draws: wall clock of the shown zone, as strings without an offset. The browser never converts
/// a time; what it sends back is taken apart here.
/// </summary>
public sealed class AgendaClock(DateTimeZone zone)
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    public DateTimeZone Zone { get; } = zone;

    /// <summary>From the first moment of a day to the first moment of another: 23 or 25 hours on a day of a clock change.</summary>
    public Interval Range(LocalDate from, LocalDate to) => new(from.AtStartOfDayInZone(Zone).ToInstant(), to.AtStartOfDayInZone(Zone).ToInstant());

    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    public LocalDateTime Wall(Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>The moment of a wall time: one that the clock jumps over lies after the jump, of one that comes twice the first counts.</summary>
    public Instant At(LocalDateTime wall) => wall.InZoneLeniently(Zone).ToInstant();

    /// <summary>Start and end as the grid wants them. The end of an all-day event is the day after its last one.</summary>
    /// <remarks>
    /// In the autumn fold 02:45 to 02:15 is half an hour that no wall shows; the grid would draw a height of NaN. Its end is then start and real length.
    /// </remarks>
    public (string Start, string End) Text(Instant start, Instant end, bool allDay)
    {
        var (from, to) = (Wall(start), Wall(end));
        if (allDay)
        {
            var last = to.TimeOfDay == LocalTime.Midnight ? to.Date : to.Date.PlusDays(1);
            if (last <= from.Date) last = from.Date.PlusDays(1);
            return (LocalDatePattern.Iso.Format(from.Date), LocalDatePattern.Iso.Format(last));
        }

        if (to <= from && end > start) to = from.PlusTicks((end - start).BclCompatibleTicks);
        return (Moment.Format(from), Moment.Format(to));
    }

    public static string Text(LocalDateTime wall) => Moment.Format(wall);

    public static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>What the grid sent: a date or a date with a time; anything with a zone or an offset is refused.</summary>
    public static bool TryParse(string? text, out LocalDateTime wall, out bool dateOnly)
    {
        wall = default;
        dateOnly = false;
        if (text is null) return false;
        if (text.Length == 10 && LocalDatePattern.Iso.Parse(text) is { Success: true } date)
        {
            (wall, dateOnly) = (date.Value.AtMidnight(), true);
            return true;
        }

        if (Moment.Parse(text) is not { Success: true } moment) return false;
        wall = moment.Value;
        return true;
    }

    /// <summary>A day from the address bar; null when it is none.</summary>
    public static LocalDate? Day(string? text) => text is { Length: 10 } && LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    /// <summary>"09:30" of a time field; null when it is none.</summary>
    public static LocalTime? Time(string? text) =>
        TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? new LocalTime(time.Hour, time.Minute) : null;
}
