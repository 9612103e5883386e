using Groupware.Calendars.Todos;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Web.Demo;

/// <summary>Tasks of the demo as calendar objects, made as the task form makes them.</summary>
internal static class DemoTasks
{
    public static byte[] Build(DemoTask task, DemoMoments moments)
    {
        var form = new TodoForm
        {
            Title = task.Summary,
            Notes = task.Note ?? "",
            DueDate = task.Due is { } due ? moments.Day(due) : null,
            DueTime = task.Due?.Time is { } time ? DemoMoments.TimeOf(time) : null,
            ZoneId = task.Due?.Time is null ? null : DemoMoments.Zone.Id,
            Priority = task.Priority,
            Percent = task.Percent,
            Completed = task.Completed is { } done ? Earlier(moments, moments.Day(done).At(new LocalTime(16, 0)).InZoneLeniently(DemoMoments.Zone).ToInstant()) : null,
            Categories = task.Categories ?? [],
            ParentUid = task.Parent,
            Created = moments.Now - Duration.FromDays(20),
        };
        var body = TodoEditor.Create(form, task.Uid, moments.Now);
        if (task.Rrule is null) return body;
        var document = CalendarDocument.Parse(body);
        var component = document.Components.First();
        if (DateTimeValue.TryRead(component.Property("DUE"), out var first)) first.WriteTo(component, "DTSTART");
        component.Set("RRULE", task.Rrule);
        return document.ToBytes();
    }

    private static Instant Earlier(DemoMoments moments, Instant at) => at < moments.Now ? at : moments.Now - Duration.FromMinutes(20);
}
