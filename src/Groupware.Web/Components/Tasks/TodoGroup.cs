namespace Groupware.Web.Components.Tasks;

/// <summary>Where a task stands in the list.</summary>
public enum TodoGroup
{
    Overdue,
    Today,
    ThisWeek,
    Later,
    NoDate,
    Done,
}
