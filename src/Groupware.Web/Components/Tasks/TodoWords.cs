using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Groupware.Web.Components.Tasks;

/// <summary>When a task is due or was done, in words.</summary>
internal static class TodoWords
{
    /// <summary>"17:00" today, "Today", "Tomorrow", "Fri 5 June"; of a done one the day it was done.</summary>
    public static string Due(TodoItem item, PersonalFormat format, IStringLocalizer texts)
    {
        if (item.Form.Completed is { } done) return Day(done.InZone(format.Zone).Date, format, texts);
        if (item.Due(format.Zone) is not { } due) return "";
        var time = item.Form.DueTime is null ? null : format.Time(due.TimeOfDay);
        return due.Date == format.Today && time is not null ? time : Day(due.Date, format, texts);
    }

    private static string Day(LocalDate day, PersonalFormat format, IStringLocalizer texts) => Period.DaysBetween(format.Today, day) switch
    {
        0 => texts["Day.Today"],
        1 => texts["Day.Tomorrow"],
        -1 => texts["Day.Yesterday"],
        _ => day.ToDateTimeUnspecified().ToString(day.Year == format.Today.Year ? "ddd d MMM" : "d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture),
    };
}
