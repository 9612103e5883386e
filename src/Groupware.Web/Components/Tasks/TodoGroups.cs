using NodaTime;

namespace Groupware.Web.Components.Tasks;

/// <summary>Tasks in the order in which they ask for attention.</summary>
public static class TodoGroups
{
    /// <summary>Done ones are shown for this long.</summary>
    private const int DoneDays = 14;

    /// <summary>Groups that have something, in order; within a group by due time, then the important first, then by title.</summary>
    /// <param name="now">On the reader's clock: a task due at 10:00 today is overdue at 10:01.</param>
    public static IReadOnlyList<(TodoGroup Group, IReadOnlyList<TodoItem> Items)> Of(IEnumerable<TodoItem> items, LocalDateTime now, DateTimeZone reader) =>
    [
        .. items
            .Where(item => !item.Done || item.Form.Completed is null || Period.DaysBetween(item.Form.Completed.Value.InZone(reader).Date, now.Date) <= DoneDays)
            .GroupBy(item => GroupOf(item, now, reader))
            .OrderBy(static group => group.Key)
            .Select(group => (group.Key, (IReadOnlyList<TodoItem>)(group.Key == TodoGroup.Done
                ? [.. group.OrderByDescending(static item => item.Form.Completed)]
                : [.. group.OrderBy(item => item.Due(reader) ?? LocalDateTime.MaxIsoValue).ThenBy(static item => item.Important ? 0 : 1).ThenBy(static item => item.Form.Title, StringComparer.CurrentCultureIgnoreCase)]))),
    ];

    public static TodoGroup GroupOf(TodoItem item, LocalDateTime now, DateTimeZone reader)
    {
        if (item.Done) return TodoGroup.Done;
        if (item.Due(reader) is not { } due) return TodoGroup.NoDate;
        if (due.Date < now.Date || (item.Form.DueTime is not null && due < now)) return TodoGroup.Overdue;
        return Period.DaysBetween(now.Date, due.Date) switch
        {
            0 => TodoGroup.Today,
            < 7 => TodoGroup.ThisWeek,
            _ => TodoGroup.Later,
        };
    }
}
