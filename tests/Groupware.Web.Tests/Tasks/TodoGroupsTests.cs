using Groupware.Calendars.Todos;
using Groupware.Collections;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Storage.People;
using Groupware.Web.Components.Tasks;
using NodaTime;

namespace Groupware.Web.Tests.Tasks;

public sealed class TodoGroupsTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly LocalDateTime Now = new(2026, 6, 4, 10, 24);

    [Fact]
    public void Tasks_stand_where_they_ask_for_attention()
    {
        Assert.Equal(TodoGroup.Overdue, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 3) }));
        Assert.Equal(TodoGroup.Today, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 4) }));
        Assert.Equal(TodoGroup.Overdue, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 4), DueTime = new LocalTime(10, 0), ZoneId = "Europe/Paris" }));
        Assert.Equal(TodoGroup.Today, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 4), DueTime = new LocalTime(17, 0), ZoneId = "Europe/Paris" }));
        Assert.Equal(TodoGroup.ThisWeek, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 10) }));
        Assert.Equal(TodoGroup.Later, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 11) }));
        Assert.Equal(TodoGroup.NoDate, GroupOf(new TodoForm()));
        Assert.Equal(TodoGroup.Done, GroupOf(new TodoForm { DueDate = new LocalDate(2026, 6, 3), Completed = Instant.FromUtc(2026, 6, 4, 8, 0) }));
    }

    [Fact]
    public void A_time_in_another_zone_is_due_on_the_readers_day() =>
        Assert.Equal(new LocalDate(2026, 6, 5), Item(new TodoForm { DueDate = new LocalDate(2026, 6, 4), DueTime = new LocalTime(20, 0), ZoneId = "America/New_York" }).DueOn(Paris));

    [Fact]
    public void Within_a_group_the_earlier_and_then_the_important_come_first()
    {
        TodoItem[] items = [Item(new TodoForm { Title = "b", DueDate = new LocalDate(2026, 6, 4) }), Item(new TodoForm { Title = "c", DueDate = new LocalDate(2026, 6, 4), Priority = 1 }), Item(new TodoForm { Title = "a", DueDate = new LocalDate(2026, 6, 4) })];
        var (group, sorted) = Assert.Single(TodoGroups.Of(items, Now, Paris));
        Assert.Equal((TodoGroup.Today, "c a b"), (group, string.Join(' ', sorted.Select(static item => item.Form.Title))));
    }

    [Fact]
    public void What_was_done_long_ago_is_not_shown() =>
        Assert.Empty(TodoGroups.Of([Item(new TodoForm { Completed = Instant.FromUtc(2026, 5, 1, 8, 0) })], Now, Paris));

    private static TodoGroup GroupOf(TodoForm form) => TodoGroups.GroupOf(Item(form), Now, Paris);

    private static TodoItem Item(TodoForm form) => new(
        new CollectionView(new CollectionId(1), CollectionKind.TaskList, new PersonId(1), "Alice", "alice@example.test", "tasks", "Tasks", "c1", 0, null, AccessLevel.Manage, 1, false, "VTODO"),
        new StoredObject(1, "a.ics", "a", "e", default, 1, "VTODO", form.Title, "", Classification.Public, default),
        form);
}
