using System.Globalization;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars.Todos;

/// <summary>What the form changed of a task, as changes of lines.</summary>
/// <remarks>RFC 5545, section 3.6.2.</remarks>
public static class TodoEditor
{
    /// <summary>A new object with one task.</summary>
    public static byte[] Create(TodoForm form, string uid, Instant now)
    {
        var document = CalendarDocument.Create(CalendarObjectEditor.ProductId);
        var component = document.Root.Add("VTODO");
        component.Add("UID", TextValue.Escape(uid));
        component.Add("DTSTAMP", CalendarSeries.Utc(now).ToString());
        component.Add("CREATED", CalendarSeries.Utc(form.Created ?? now).ToString());
        component.Add("LAST-MODIFIED", CalendarSeries.Utc(now).ToString());
        Write(document.Root, component, new TodoForm(), form, new CalendarTime(document, DateTimeZone.Utc));
        if (form.Completed is null && form.Percent == 0)
            component.Add("STATUS", "NEEDS-ACTION");
        return document.ToBytes();
    }

    /// <summary>What the form shows.</summary>
    /// <exception cref="ContentLineException">The text holds no task.</exception>
    public static TodoForm Read(ReadOnlyMemory<byte> body)
    {
        var series = CalendarSeries.Open(body);
        return Read(Main(series), series.Time);
    }

    /// <summary>The object with what the form changed against <see cref="Read(ReadOnlyMemory{byte})"/>.</summary>
    /// <returns>The same octets when nothing changed.</returns>
    public static byte[] Update(ReadOnlyMemory<byte> body, TodoForm changed, Instant now)
    {
        var series = CalendarSeries.Open(body);
        var component = Main(series);
        var old = Read(component, series.Time);
        if (old.Categories.SequenceEqual(changed.Categories, StringComparer.Ordinal) && old with { Categories = changed.Categories } == changed)
            return body.ToArray();
        Write(series.Root, component, old, changed, series.Time);
        CalendarSeries.Touch(component, now, (old.DueDate, old.DueTime, old.ZoneId) != (changed.DueDate, changed.DueTime, changed.ZoneId));
        return series.Document.ToBytes();
    }

    /// <summary>Done now; of a recurring task the next one becomes due, and after the last one it is done.</summary>
    public static byte[] Complete(ReadOnlyMemory<byte> body, Instant now)
    {
        var series = CalendarSeries.Open(body);
        var component = Main(series);
        if (series.Recurs && series.Master == component && Advance(series, component))
            CalendarSeries.Touch(component, now, moved: true);
        else
        {
            Done(component, now);
            CalendarSeries.Touch(component, now, moved: false);
        }
        return series.Document.ToBytes();
    }

    /// <summary>Not done after all.</summary>
    public static byte[] Reopen(ReadOnlyMemory<byte> body, Instant now)
    {
        var series = CalendarSeries.Open(body);
        var component = Main(series);
        Undone(component);
        CalendarSeries.Touch(component, now, moved: false);
        return series.Document.ToBytes();
    }

    private static Component Main(CalendarSeries series) =>
        series.Document.Components.FirstOrDefault(c => c.Is("VTODO") && c.Property("RECURRENCE-ID") is null)
        ?? series.Document.Components.FirstOrDefault(c => c.Is("VTODO"))
        ?? throw new ContentLineException(new ContentLineDefect(0, 0, "the object holds a task (RFC 4791, section 4.1)"));

    private static TodoForm Read(Component component, CalendarTime time)
    {
        var haveDue = Due(component, time, out var due);
        var status = EventProperties.Word(component, "STATUS");
        Instant? completed = DateTimeValue.TryRead(component.Property("COMPLETED"), out var done) ? time.ToInstant(done) : null;
        if (completed is null && status == "COMPLETED")
            completed = Stamp(component, "LAST-MODIFIED", time) ?? Stamp(component, "DTSTAMP", time) ?? Instant.FromUnixTimeSeconds(0);
        return new TodoForm
        {
            Title = component.Property("SUMMARY")?.Text ?? "",
            Notes = component.Property("DESCRIPTION")?.Text ?? "",
            DueDate = haveDue ? CalendarTime.Local(due).Date : null,
            DueTime = haveDue && !due.IsDate ? CalendarTime.Local(due).TimeOfDay : null,
            ZoneId = haveDue ? EventProperties.ZoneId(due, time.ZoneOf(due)) : null,
            Priority = Number(component, "PRIORITY", 9),
            Percent = completed is not null ? 100 : Number(component, "PERCENT-COMPLETE", 100),
            Completed = completed,
            Categories = component.All("CATEGORIES").SelectMany(p => p.TextList).ToList(),
            Classification = EventProperties.Word(component, "CLASS") is { Length: > 0 } said ? said : "PUBLIC",
            ParentUid = component.All("RELATED-TO").FirstOrDefault(p => (p.Parameter("RELTYPE") ?? "PARENT").Equals("PARENT", StringComparison.OrdinalIgnoreCase))?.Text,
            Recurring = component.Property("RRULE") is not null || component.Property("RDATE") is not null,
            Cancelled = status == "CANCELLED",
            Created = Stamp(component, "CREATED", time),
        };
    }

    /// <summary>DUE, or DTSTART and DURATION.</summary>
    private static bool Due(Component component, CalendarTime time, out DateTimeValue due)
    {
        if (DateTimeValue.TryRead(component.Property("DUE"), out due))
            return true;
        if (!DateTimeValue.TryRead(component.Property("DTSTART"), out var start) || !DurationValue.TryParse(component.Property("DURATION")?.RawValue, out var length))
            return false;
        var zone = time.ZoneOf(start);
        due = time.Like(start, CalendarTime.Resolve(CalendarTime.Local(start).PlusDays(length.Days), zone) + Duration.FromSeconds(length.Seconds));
        return true;
    }

    private static void Write(Component root, Component component, TodoForm old, TodoForm now, CalendarTime time)
    {
        if (old.Title != now.Title)
            component.SetText("SUMMARY", now.Title);
        if (old.Notes != now.Notes)
            component.SetText("DESCRIPTION", now.Notes);
        if ((old.DueDate, old.DueTime, old.ZoneId) != (now.DueDate, now.DueTime, now.ZoneId))
            WriteDue(root, component, old, now, time);
        if (old.Priority != now.Priority)
            SetNumber(component, "PRIORITY", now.Priority);
        if (old.Classification != now.Classification)
            EventProperties.SetWord(component, "CLASS", now.Classification, "PUBLIC");
        if (!old.Categories.SequenceEqual(now.Categories, StringComparer.Ordinal))
            EventProperties.Categories(component, now.Categories);
        if (old.ParentUid != now.ParentUid)
            component.SetText("RELATED-TO", now.ParentUid);
        if (old.Completed != now.Completed)
        {
            if (now.Completed is { } at)
                Done(component, at);
            else
                Undone(component);
        }
        if (now.Completed is null && old.Percent != now.Percent && now.Percent < 100)
        {
            SetNumber(component, "PERCENT-COMPLETE", now.Percent);
            component.Set("STATUS", now.Percent > 0 ? "IN-PROCESS" : "NEEDS-ACTION");
        }
    }

    private static void WriteDue(Component root, Component component, TodoForm old, TodoForm now, CalendarTime time)
    {
        if (now.DueDate is not { } date)
        {
            component.Remove("DUE");
            component.Remove("DURATION");
            if (component.Property("RRULE") is null)
                component.Remove("DTSTART");
            return;
        }
        var known = DateTimeValue.TryRead(component.Property("DUE"), out var before);
        var sameZone = known && old.ZoneId == now.ZoneId && old.DueTime is null == now.DueTime is null;
        var due = EventProperties.Written(now.DueTime is { } at ? date.At(at) : date.AtMidnight(), now.DueTime is null, now.ZoneId, known ? before : null, sameZone);
        component.Remove("DURATION");
        due.WriteTo(component, "DUE");
        if (due.TzId is { } tzId && !sameZone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(time.ZoneOf(due).Id) is not null)
            ZoneDefinition.Ensure(root, tzId, time.ZoneOf(due), time.ToInstant(due));
        if (!DateTimeValue.TryRead(component.Property("DTSTART"), out var start))
            return;
        if (component.Property("RRULE") is not null)
            due.WriteTo(component.Property("DTSTART")!);
        else if (start.IsDate != due.IsDate || time.ToInstant(start) > time.ToInstant(due))
            component.Remove("DTSTART");      // DUE must not be before DTSTART, and of the same kind (RFC 5545, section 3.8.2.3)
    }

    /// <summary>Moves a recurring task to its next instance.</summary>
    private static bool Advance(CalendarSeries series, Component component)
    {
        var instances = RecurrenceSet.Expand(series.Document, DateTimeZone.Utc, new Interval(null, null), 2, CancellationToken.None).Instances;
        if (instances.Count < 2 || instances[0].RecurrenceId is not { } now || instances[1].RecurrenceId is not { } next)
            return false;
        foreach (var name in new[] { "DTSTART", "DUE" })
        {
            if (!DateTimeValue.TryRead(component.Property(name), out var value))
                continue;
            var zone = series.Time.ZoneOf(value);
            var by = Period.Between(now.InZone(zone).LocalDateTime, next.InZone(zone).LocalDateTime, PeriodUnits.Days | PeriodUnits.AllTimeUnits);
            CalendarTime.Like(value, CalendarTime.Local(value) + by).WriteTo(component.Property(name)!);
        }
        if (component.Property("RRULE") is { } property && RecurrenceRule.TryParse(property.RawValue, out var rule) && rule.Count is > 1)
            property.SetRaw((rule with { Count = rule.Count - 1 }).ToString());
        Undone(component);
        return true;
    }

    private static void Done(Component component, Instant at)
    {
        component.Set("STATUS", "COMPLETED");
        component.Set("COMPLETED", CalendarSeries.Utc(at).ToString());
        component.Set("PERCENT-COMPLETE", "100");
    }

    private static void Undone(Component component)
    {
        component.Set("STATUS", "NEEDS-ACTION");
        component.Remove("COMPLETED");
        component.Remove("PERCENT-COMPLETE");
    }

    private static Instant? Stamp(Component component, string name, CalendarTime time) =>
        DateTimeValue.TryRead(component.Property(name), out var value) ? time.ToInstant(value) : null;

    private static int Number(Component component, string name, int most) =>
        int.TryParse(component.Property(name)?.RawValue.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, most) : 0;

    private static void SetNumber(Component component, string name, int number)
    {
        if (number == 0)
            component.Remove(name);
        else
            component.Set(name, number.ToString(CultureInfo.InvariantCulture));
    }
}
