using System.Text;
using Groupware.Calendars.Todos;
using Groupware.Formats.ICalendar;
using Groupware.Tests.Formats;
using NodaTime;

namespace Groupware.Tests.Calendars.Todos;

public sealed class TodoEditorTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    private static readonly TodoForm Task = new()
    {
        Title = "Confirmer, puis payer",
        Notes = "14 couverts\nchez Rosa",
        DueDate = new LocalDate(2026, 3, 5),
        DueTime = new LocalTime(17, 0),
        ZoneId = "Europe/Paris",
        Priority = 1,
        Percent = 20,
        Categories = ["Customers"],
        ParentUid = "parent",
    };

    [Fact]
    public void What_is_created_is_read_again()
    {
        var read = TodoEditor.Read(TodoEditor.Create(Task, "u", Now));
        Assert.Equal(Task.Categories, read.Categories);
        Assert.Equal(Task with { Categories = read.Categories, Created = Now }, read);
    }

    [Fact]
    public void A_form_that_changed_nothing_changes_no_octet()
    {
        foreach (var file in Samples.Calendars)
        {
            var body = Samples.Read(file);
            if (CalendarDocument.TryParse(body, out var document) && document.Components.Any(c => c.Is("VTODO")))
                Assert.Equal(body, TodoEditor.Update(body, TodoEditor.Read(body), Now));
        }
    }

    [Fact]
    public void Done_and_not_done_after_all()
    {
        var body = TodoEditor.Create(Task, "u", Now);
        var done = TodoEditor.Complete(body, Now + Duration.FromHours(1));
        Assert.Equal((Now + Duration.FromHours(1), 100), (TodoEditor.Read(done).Completed, TodoEditor.Read(done).Percent));
        Assert.Contains("COMPLETED:20260301T130000Z\r\n", Encoding.UTF8.GetString(done), StringComparison.Ordinal);
        var open = TodoEditor.Read(TodoEditor.Reopen(done, Now));
        Assert.Equal((null, 0), (open.Completed, open.Percent));
    }

    [Fact]
    public void A_day_without_time_is_a_date()
    {
        var body = TodoEditor.Create(Task with { DueTime = null, ZoneId = null }, "u", Now);
        Assert.Contains("DUE;VALUE=DATE:20260305\r\n", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        var later = TodoEditor.Update(body, TodoEditor.Read(body) with { DueDate = new LocalDate(2026, 3, 9) }, Now);
        Assert.Contains("DUE;VALUE=DATE:20260309\r\n", Encoding.UTF8.GetString(later), StringComparison.Ordinal);
        var without = TodoEditor.Update(body, TodoEditor.Read(body) with { DueDate = null }, Now);
        Assert.DoesNotContain("DUE", Encoding.UTF8.GetString(without), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recurring_task_done_is_due_again_and_after_the_last_one_done()
    {
        var body = Encoding.UTF8.GetBytes("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:x
            BEGIN:VTODO
            UID:u
            DTSTART;VALUE=DATE:20260302
            DUE;VALUE=DATE:20260303
            RRULE:FREQ=WEEKLY;COUNT=2
            X-KEEP:1
            END:VTODO
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"));
        var once = TodoEditor.Complete(body, Now);
        var read = TodoEditor.Read(once);
        Assert.Equal((new LocalDate(2026, 3, 10), null), (read.DueDate, read.Completed));
        Assert.Contains("X-KEEP:1\r\n", Encoding.UTF8.GetString(once), StringComparison.Ordinal);
        Assert.Equal(Now, TodoEditor.Read(TodoEditor.Complete(once, Now)).Completed);
    }
}
