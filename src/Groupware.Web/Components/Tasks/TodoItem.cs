using Groupware.Calendars.Todos;
using Groupware.Collections;
using NodaTime;

namespace Groupware.Web.Components.Tasks;

/// <summary>A task of one list, as read.</summary>
public sealed record TodoItem(CollectionView List, StoredObject Object, TodoForm Form)
{
    /// <summary>The address part: list and name.</summary>
    public string Name => Object.Name;

    public bool Done => Form.Completed is not null || Form.Percent == 100;

    /// <summary>RFC 5545, section 3.8.1.9: 1 to 4 is high.</summary>
    public bool Important => Form.Priority is >= 1 and <= 4;

    /// <summary>Day it is due on the reader's calendar; null without.</summary>
    public LocalDate? DueOn(DateTimeZone reader) => Due(reader)?.Date;

    /// <summary>When it is due on the reader's clock; midnight when only the day is said.</summary>
    public LocalDateTime? Due(DateTimeZone reader)
    {
        if (Form.DueDate is not { } day) return null;
        if (Form.DueTime is not { } time) return day.AtMidnight();
        if (Form.ZoneId is not { } id || DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not { } zone) return day + time;
        return (day + time).InZoneLeniently(zone).WithZone(reader).LocalDateTime;
    }
}
