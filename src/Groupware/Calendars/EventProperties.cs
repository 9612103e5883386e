using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars;

/// <summary>The properties our form knows of an event: how each is read, and written when it differs.</summary>
/// <remarks>RFC 5545, sections 3.6.1 and 3.8. Everything else in the component stays as it is.</remarks>
internal static class EventProperties
{
    /// <summary>What the form shows of a component.</summary>
    /// <param name="component">VEVENT.</param>
    /// <param name="time">Times of its object.</param>
    /// <param name="original">Original start of an instance that has no component of its own; null for the component itself.</param>
    /// <param name="series">The component that has the rule.</param>
    public static EventForm Read(Component component, CalendarTime time, Instant? original, Component? series)
    {
        if (!DateTimeValue.TryRead(component.Property("DTSTART"), out var start))
            start = DateTimeValue.OfDate(new DateOnly(1970, 1, 1));
        var zone = time.ZoneOf(start);
        var local = CalendarTime.Local(start);
        var end = End(component, start, time);
        if (original is { } instant)
        {
            var length = end.InZoneLeniently(zone).ToInstant() - local.InZoneLeniently(zone).ToInstant();
            var days = Period.DaysBetween(local.Date, end.Date);
            local = instant.InZone(zone).LocalDateTime;
            end = start.IsDate ? local.PlusDays(days) : (instant + length).InZone(zone).LocalDateTime;
        }
        return new EventForm
        {
            Title = component.Property("SUMMARY")?.Text ?? "",
            AllDay = start.IsDate,
            Start = local,
            End = end,
            ZoneId = ZoneId(start, zone),
            Place = component.Property("LOCATION")?.Text ?? "",
            Notes = component.Property("DESCRIPTION")?.Text ?? "",
            Reminder = EventReminder.Read(component),
            Repeat = Repeat(series, time),
            Transparent = Word(component, "TRANSP") == "TRANSPARENT",
            Classification = Word(component, "CLASS") is { Length: > 0 } said ? said : "PUBLIC",
            Categories = component.All("CATEGORIES").SelectMany(p => p.TextList).ToList(),
            Status = Word(component, "STATUS"),
        };
    }

    /// <summary>Writes what differs.</summary>
    /// <returns>Whether a time changed.</returns>
    public static bool Write(Component root, Component component, EventForm old, EventForm now, CalendarTime time)
    {
        if (old.Title != now.Title)
            component.SetText("SUMMARY", now.Title);
        if (old.Place != now.Place)
            component.SetText("LOCATION", now.Place);
        if (old.Notes != now.Notes)
            component.SetText("DESCRIPTION", now.Notes);
        if (old.Transparent != now.Transparent)
            SetWord(component, "TRANSP", now.Transparent ? "TRANSPARENT" : "OPAQUE", "OPAQUE");
        if (old.Classification != now.Classification)
            SetWord(component, "CLASS", now.Classification, "PUBLIC");
        if (old.Status != now.Status)
            SetWord(component, "STATUS", now.Status, "");
        if (!old.Categories.SequenceEqual(now.Categories, StringComparer.Ordinal))
            Categories(component, now.Categories);
        var moved = (old.Start, old.End, old.AllDay, old.ZoneId) != (now.Start, now.End, now.AllDay, now.ZoneId);
        if (moved)
            Times(root, component, old, now, time);
        if (old.Reminder != now.Reminder)
            EventReminder.Write(component, now.Reminder, now.Title);
        return moved;
    }

    /// <summary>A new event's times and texts.</summary>
    public static void WriteNew(Component root, Component component, EventForm form, CalendarTime time)
    {
        var nothing = new EventForm { Start = default, End = default };
        Times(root, component, nothing with { ZoneId = "?" }, form, time);
        Write(root, component, nothing with { Start = form.Start, End = form.End, AllDay = form.AllDay, ZoneId = form.ZoneId }, form, time);
    }

    /// <summary>Sets a list of categories into the first line of them.</summary>
    public static void Categories(Component component, IReadOnlyList<string> categories)
    {
        foreach (var further in component.All("CATEGORIES").Skip(1))
            component.Remove(further);
        if (categories.Count == 0)
            component.Remove("CATEGORIES");
        else if (component.Property("CATEGORIES") is { } property)
            property.SetTextList(categories);
        else
            component.Add("CATEGORIES", TextValue.EscapeList(categories));
    }

    /// <summary>Sets a keyword; its default is only written where something stood.</summary>
    public static void SetWord(Component component, string name, string value, string byDefault)
    {
        if (value.Length == 0)
            component.Remove(name);
        else if (value != byDefault || component.Property(name) is not null)
            component.Set(name, value);
    }

    /// <summary>A keyword in upper case; empty without.</summary>
    public static string Word(Component component, string name) => component.Property(name)?.RawValue.Trim().ToUpperInvariant() ?? "";

    /// <summary>The zone of a written time as the form names it.</summary>
    public static string? ZoneId(DateTimeValue value, DateTimeZone zone) => value switch
    {
        { IsDate: true } => null,
        { IsUtc: true } => "UTC",
        { TzId: { } tzId } => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Id) is not null && CalendarTime.Find(tzId) is not null ? zone.Id : tzId,
        _ => null,
    };

    /// <summary>How a time that the form shows is written: as the line before did when the zone is still the same.</summary>
    /// <param name="before">The line as it was; null for a new one.</param>
    /// <param name="sameZone">The form's zone didn't change.</param>
    public static DateTimeValue Written(LocalDateTime local, bool date, string? zoneId, DateTimeValue? before, bool sameZone)
    {
        var day = local.Date.ToDateOnly();
        if (date)
            return DateTimeValue.OfDate(day);
        var time = new TimeOnly(local.Hour, local.Minute, local.Second);
        if (sameZone && before is { IsDate: false } known)
            return known with { Date = day, Time = time };
        return zoneId is null ? new DateTimeValue(day, time, false, null)
            : zoneId is "UTC" or "Etc/UTC" ? new DateTimeValue(day, time, true, null)
            : new DateTimeValue(day, time, false, zoneId);
    }

    private static LocalDateTime End(Component component, DateTimeValue start, CalendarTime time)
    {
        var local = CalendarTime.Local(start);
        var zone = time.ZoneOf(start);
        if (DateTimeValue.TryRead(component.Property("DTEND"), out var end))
        {
            var until = start.IsDate || end.IsDate || end.TzId == start.TzId && end.IsUtc == start.IsUtc
                ? CalendarTime.Local(end)
                : time.ToInstant(end).InZone(zone).LocalDateTime;
            return until > local ? until : start.IsDate ? local.PlusDays(1) : local;
        }
        if (DurationValue.TryParse(component.Property("DURATION")?.RawValue, out var length) && !length.IsNegative)
        {
            var day = local.PlusDays(length.Days);
            return length.Seconds == 0 ? day : (CalendarTime.Resolve(day, zone) + Duration.FromSeconds(length.Seconds)).InZone(zone).LocalDateTime;
        }
        return start.IsDate ? local.PlusDays(1) : local;
    }

    private static RepeatRule? Repeat(Component? series, CalendarTime time) =>
        series?.Property("RRULE") is { } rule && DateTimeValue.TryRead(series.Property("DTSTART"), out var start)
            ? RepeatRule.Read(rule.RawValue, CalendarTime.Local(start), time.ZoneOf(start))
            : null;

    private static void Times(Component root, Component component, EventForm old, EventForm now, CalendarTime time)
    {
        var hadStart = DateTimeValue.TryRead(component.Property("DTSTART"), out var before);
        var sameZone = old.ZoneId == now.ZoneId && old.AllDay == now.AllDay;
        var start = Written(now.AllDay ? now.Start.Date.AtMidnight() : now.Start, now.AllDay, now.ZoneId, hadStart ? before : null, sameZone);
        var line = start.WriteTo(component, "DTSTART");
        var zone = time.ZoneOf(start);
        var local = CalendarTime.Local(start);
        var end = now.AllDay ? now.End.Date.AtMidnight() : now.End;
        if (start.IsDate && end <= local)
            end = local.PlusDays(1);
        else if (end < local)
            end = local;
        if (start.TzId is { } tzId && !sameZone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Id) is not null)
            ZoneDefinition.Ensure(root, tzId, zone, CalendarTime.Resolve(local, zone));
        var byDefault = start.IsDate ? end == local.PlusDays(1) : end == local;
        if (component.Property("DURATION") is { } duration && component.Property("DTEND") is null)
        {
            duration.SetRaw((start.IsDate
                ? new DurationValue(Period.DaysBetween(local.Date, end.Date), 0)
                : new DurationValue(0, (long)(CalendarTime.Resolve(end, zone) - CalendarTime.Resolve(local, zone)).TotalSeconds)).ToString());
        }
        else if (component.Property("DTEND") is { } property)
        {
            var own = DateTimeValue.TryRead(property, out var ended) && sameZone && !start.IsDate && !ended.IsDate ? ended : start;
            var value = time.ZoneOf(own).Equals(zone) ? CalendarTime.Like(own, end) : time.Like(own, CalendarTime.Resolve(end, zone));
            value.WriteTo(property);
        }
        else if (!byDefault)
            CalendarTime.Like(start, end).WriteTo(component.AddAfter(line, "DTEND", "0"));
    }
}
