using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>An event's times and settings in words.</summary>
internal static class EventWords
{
    /// <summary>"30 min", "1 h", "1 h 30", "3 days".</summary>
    public static string Length(EventDraft draft, IStringLocalizer texts)
    {
        if (draft.AllDay)
        {
            var days = draft.EndDate.DayNumber - draft.StartDate.DayNumber + 1;
            return days < 1 ? "" : days == 1 ? texts["Length.Day"] : texts["Length.Days", days];
        }

        var minutes = (long)draft.Length.TotalMinutes;
        return minutes switch
        {
            < 0 => "",
            < 60 => texts["Length.Minutes", minutes],
            _ when minutes % 60 == 0 => texts["Length.Hours", minutes / 60],
            _ => texts["Length.HoursMinutes", minutes / 60, minutes % 60],
        };
    }

    /// <summary>"Thursday 4 June, 10:30 – 11:30", or over several days both days.</summary>
    /// <param name="end">First moment, or first day, after it.</param>
    public static string When(LocalDateTime start, LocalDateTime end, bool allDay, PersonalFormat format)
    {
        var last = allDay ? end.Date.PlusDays(-1) : end.Date;
        return (allDay, last <= start.Date) switch
        {
            (true, true) => format.Day(start.Date),
            (true, false) => $"{format.Day(start.Date)} – {format.Day(last)}",
            (false, true) => $"{format.Day(start.Date)}, {format.Time(start.TimeOfDay)} – {format.Time(end.TimeOfDay)}",
            _ => $"{format.Day(start.Date)} {format.Time(start.TimeOfDay)} – {format.Day(end.Date)} {format.Time(end.TimeOfDay)}",
        };
    }

    /// <summary>"10 minutes before", "1 day before", "at the start"; null: none.</summary>
    public static string Reminder(int? minutes, IStringLocalizer texts) => minutes switch
    {
        null => texts["Reminder.None"],
        0 => texts["Reminder.AtStart"],
        var m when m % 1440 == 0 => m == 1440 ? texts["Reminder.Day"] : texts["Reminder.Days", m.Value / 1440],
        var m when m % 60 == 0 => m == 60 ? texts["Reminder.Hour"] : texts["Reminder.Hours", m.Value / 60],
        var m => texts["Reminder.Minutes", m.Value],
    };

    public static string? Problem(EventDefect defect, IStringLocalizer texts) => defect == EventDefect.None ? null : texts[$"Defect.{defect}"].Value;
}
