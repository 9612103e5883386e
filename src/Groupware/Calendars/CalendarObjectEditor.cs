using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars;

/// <summary>What the form changed, as changes of lines: of one instance, or of the whole series.</summary>
/// <remarks>
/// An instance is named by its original start; of whole days and floating times that is their clock time taken as UTC, as
/// the occurrence index has it. Lines that the form doesn't mean stay octet for octet.
/// </remarks>
public static class CalendarObjectEditor
{
    internal const string ProductId = "-//Groupware//Groupware//EN";

    /// <summary>A new object with one event.</summary>
    public static byte[] Create(EventForm form, string uid, Instant now)
    {
        var document = CalendarDocument.Create(ProductId);
        var component = document.Root.Add("VEVENT");
        component.Add("UID", TextValue.Escape(uid));
        component.Add("DTSTAMP", CalendarSeries.Utc(now).ToString());
        component.Add("CREATED", CalendarSeries.Utc(now).ToString());
        component.Add("LAST-MODIFIED", CalendarSeries.Utc(now).ToString());
        var aligned = Aligned(form);
        var time = new CalendarTime(document, DateTimeZone.Utc);
        EventProperties.WriteNew(document.Root, component, aligned, time);
        WriteRule(component, null, aligned.Repeat, time);
        return document.ToBytes();
    }

    /// <summary>What the form shows of an object, or of one instance of it.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the instance; null for the series or a single event.</param>
    /// <exception cref="ContentLineException">The text holds no event.</exception>
    public static EventForm Read(ReadOnlyMemory<byte> body, Instant? recurrenceId) => CalendarSeries.Open(body).Form(recurrenceId);

    /// <summary>The object with what the form changed against <see cref="Read"/> of the same instance.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the instance; null for the series or a single event.</param>
    /// <param name="scope">This or All; for the others see <see cref="Split"/>.</param>
    /// <param name="changed">The form afterwards; its repetition counts for the series only.</param>
    /// <param name="now">For DTSTAMP and LAST-MODIFIED.</param>
    /// <returns>The same octets when nothing changed.</returns>
    public static byte[] Update(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, EventForm changed, Instant now)
    {
        if (scope == EditScope.ThisAndFollowing)
            throw new ArgumentException("A series is cut by Split.", nameof(scope));
        var series = CalendarSeries.Open(body);
        var old = series.Form(recurrenceId);
        if (Same(old, changed))
            return body.ToArray();
        if (recurrenceId is { } original && series.Recurs && (scope == EditScope.This || series.Master is null))
            UpdateOne(series, original, old, changed, now);
        else
            UpdateAll(series, series.Master ?? series.Overrides.First(), old, changed, now);
        return series.Document.ToBytes();
    }

    /// <summary>Moves or resizes; the event keeps its own zone.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the instance; null for the series or a single event.</param>
    /// <param name="scope">This or All.</param>
    /// <param name="start">On the clock of <paramref name="zone"/>.</param>
    /// <param name="end">On the clock of <paramref name="zone"/>; first moment after it.</param>
    /// <param name="allDay">Whole days from now on.</param>
    /// <param name="zone">The clock of the person who moves; the event's own from now on when it had none.</param>
    /// <param name="now">For DTSTAMP and LAST-MODIFIED.</param>
    public static byte[] Move(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, LocalDateTime start, LocalDateTime end, bool allDay, DateTimeZone zone, Instant now)
    {
        var series = CalendarSeries.Open(body);
        var old = series.Form(recurrenceId);
        if (allDay)
            return Update(body, recurrenceId, scope, old with { AllDay = true, ZoneId = null, Start = start.Date.AtMidnight(), End = end.TimeOfDay == LocalTime.Midnight ? end : end.Date.PlusDays(1).AtMidnight() }, now);
        if (old.AllDay)
            return Update(body, recurrenceId, scope, old with { AllDay = false, ZoneId = zone.Id, Start = start, End = end }, now);
        if (old.ZoneId is null)
            return Update(body, recurrenceId, scope, old with { Start = start, End = end }, now);
        var own = old.ZoneId == "UTC" ? DateTimeZone.Utc : series.Time.ZoneOf(old.ZoneId);
        LocalDateTime Own(LocalDateTime local) => CalendarTime.Resolve(local, zone).InZone(own).LocalDateTime;
        return Update(body, recurrenceId, scope, old with { Start = Own(start), End = Own(end) }, now);
    }

    /// <summary>Cuts a series before an instance: the object up to there, and a new one from there on with what the form changed.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the first instance of the new series.</param>
    /// <param name="changed">The form of that instance afterwards.</param>
    /// <param name="newUid">UID of the new series.</param>
    /// <param name="now">For DTSTAMP and LAST-MODIFIED.</param>
    public static SeriesSplit Split(ReadOnlyMemory<byte> body, Instant recurrenceId, EventForm changed, string newUid, Instant now)
    {
        var before = Delete(body, recurrenceId, EditScope.ThisAndFollowing, now);
        if (before is null)
            return new SeriesSplit(null, Update(body, recurrenceId, EditScope.All, changed, now));
        var series = CalendarSeries.Open(body);
        if (series.Master is { } master)
            series.BeginWith(master, recurrenceId);
        foreach (var component in series.Overrides.Prepend(series.Master).OfType<Component>())
            component.Set("UID", TextValue.Escape(newUid));
        var after = series.Document.ToBytes();
        if (changed.Repeat == Read(body, recurrenceId).Repeat)
            changed = changed with { Repeat = Read(after, recurrenceId).Repeat };       // what is left of COUNT
        return new SeriesSplit(before, Update(after, recurrenceId, EditScope.All, changed, now));
    }

    /// <summary>The object without the instance, or without it and all after it.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the instance; null for the series or a single event.</param>
    /// <param name="scope">How much goes.</param>
    /// <param name="now">For DTSTAMP and LAST-MODIFIED.</param>
    /// <returns>Null when nothing is left: the object goes.</returns>
    public static byte[]? Delete(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, Instant now)
    {
        var series = CalendarSeries.Open(body);
        if (scope == EditScope.All || recurrenceId is not { } original || !series.Recurs)
            return null;
        if (scope == EditScope.ThisAndFollowing && series.Master is { } cut)
        {
            if (!series.HasInstanceBefore(original))
                return null;
            series.EndBefore(cut, original);
            CalendarSeries.Touch(cut, now, moved: true);
        }
        else
        {
            if (series.OverrideOf(original) is { } own)
                series.Root.Remove(own);
            if (series.Master is { } master)
            {
                series.Exclude(master, original);
                CalendarSeries.Touch(master, now, moved: true);
            }
        }
        return series.HasInstances() ? series.Document.ToBytes() : null;
    }

    private static void UpdateOne(CalendarSeries series, Instant original, EventForm old, EventForm changed, Instant now)
    {
        if ((series.OverrideOf(original) ?? (series.Master is { } master ? series.AddOverride(master, original) : null)) is not { } one)
            return;
        CalendarSeries.Touch(one, now, EventProperties.Write(series.Root, one, old, changed, series.Time));
    }

    private static void UpdateAll(CalendarSeries series, Component master, EventForm old, EventForm changed, Instant now)
    {
        var known = EventProperties.Read(master, series.Time, null, series.Master);
        var next = Carried(known, old, changed);
        var hadStart = DateTimeValue.TryRead(master.Property("DTSTART"), out var before);
        var moved = EventProperties.Write(series.Root, master, known, next, series.Time);
        var shifted = known.Start != next.Start || known.AllDay != next.AllDay || known.ZoneId != next.ZoneId;
        // "the fourth weekday" takes its weekday from the start: equal forms of it may name different days
        var otherWeekday = next.Repeat is { WeekOfMonth: not 0 } && known.Start.DayOfWeek != next.Start.DayOfWeek;
        if (known.Repeat != next.Repeat || otherWeekday || (shifted && next.Repeat?.Until is not null && (known.AllDay != next.AllDay || known.ZoneId != next.ZoneId)))
            WriteRule(master, known.Repeat, next.Repeat, series.Time);
        if (hadStart && shifted && DateTimeValue.TryRead(master.Property("DTSTART"), out var after))
            series.MoveExceptions(master, before, after);
        if (changed.Repeat != old.Repeat)
            series.DropOrphans(master);
        CalendarSeries.Touch(master, now, moved || known.Repeat != next.Repeat);
        foreach (var one in series.Overrides.Where(o => o != master))
            CarryTexts(series, one, known, next, now);
    }

    /// <summary>The form of the series after what changed in the form of one instance.</summary>
    private static EventForm Carried(EventForm series, EventForm old, EventForm changed)
    {
        var by = Period.Between(old.Start, changed.Start, PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        var start = series.Start + by;
        if (changed.AllDay)
            start = start.Date.AtMidnight();
        var sameLength = old.AllDay == changed.AllDay && Period.Between(old.Start, old.End, PeriodUnits.Seconds).Seconds == Period.Between(changed.Start, changed.End, PeriodUnits.Seconds).Seconds;
        var end = sameLength ? series.End + by : start + Period.Between(changed.Start, changed.End, PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        var days = Period.DaysBetween(series.Start.Date, start.Date);
        var repeat = changed.Repeat != old.Repeat ? changed.Repeat : series.Repeat is { } rule && days != 0 ? rule.MovedBy(days, start.Date) : series.Repeat;
        var carried = changed with
        {
            Start = start,
            End = end,
            Repeat = repeat,
            Title = Either(series.Title, old.Title, changed.Title),
            Place = Either(series.Place, old.Place, changed.Place),
            Notes = Either(series.Notes, old.Notes, changed.Notes),
            Status = Either(series.Status, old.Status, changed.Status),
            Classification = Either(series.Classification, old.Classification, changed.Classification),
            Transparent = old.Transparent == changed.Transparent ? series.Transparent : changed.Transparent,
            Reminder = old.Reminder == changed.Reminder ? series.Reminder : changed.Reminder,
            Categories = old.Categories.SequenceEqual(changed.Categories, StringComparer.Ordinal) ? series.Categories : changed.Categories,
            ZoneId = old.ZoneId == changed.ZoneId ? series.ZoneId : changed.ZoneId,
        };
        return changed.Repeat != old.Repeat ? Aligned(carried) : carried;
    }

    private static string Either(string series, string old, string changed) => old == changed ? series : changed;

    /// <summary>Overrides that said the same as the series go on saying the same.</summary>
    private static void CarryTexts(CalendarSeries series, Component one, EventForm known, EventForm next, Instant now)
    {
        var own = EventProperties.Read(one, series.Time, null, null);
        string Follow(string mine, string before, string after) => mine == before ? after : mine;
        var carried = own with
        {
            Title = Follow(own.Title, known.Title, next.Title),
            Place = Follow(own.Place, known.Place, next.Place),
            Notes = Follow(own.Notes, known.Notes, next.Notes),
            Classification = Follow(own.Classification, known.Classification, next.Classification),
            Transparent = own.Transparent == known.Transparent ? next.Transparent : own.Transparent,
            Categories = own.Categories.SequenceEqual(known.Categories, StringComparer.Ordinal) ? next.Categories : own.Categories,
        };
        if (Same(own, carried))
            return;
        EventProperties.Write(series.Root, one, own, carried, series.Time);
        CalendarSeries.Touch(one, now, moved: false);
    }

    /// <summary>The form with its start on the first day that its weekdays hit: DTSTART must be an instance (RFC 5545, section 3.8.5.3).</summary>
    private static EventForm Aligned(EventForm form)
    {
        if (form.Repeat is not { } rule)
            return form;
        var days = Period.DaysBetween(form.Start.Date, rule.FirstFrom(form.Start.Date));
        var repeat = rule.WeekOfMonth == 0 ? rule : rule with { WeekOfMonth = RepeatRule.WeekOf(form.Start.Date, rule.WeekOfMonth == -1) };
        return form with { Start = form.Start.PlusDays(days), End = form.End.PlusDays(days), Repeat = repeat };
    }

    private static void WriteRule(Component component, RepeatRule? old, RepeatRule? rule, CalendarTime time)
    {
        if (rule is null)
        {
            if (old is not null)
            {
                component.Remove("RRULE");
                component.Remove("RDATE");
            }
            return;
        }
        if (!DateTimeValue.TryRead(component.Property("DTSTART"), out var start))
            return;
        var property = component.Property("RRULE");
        var weekStart = property is not null && RecurrenceRule.TryParse(property.RawValue, out var before) ? before.WeekStart : DayOfWeek.Monday;
        var raw = rule.ToRaw(start, time.ZoneOf(start), weekStart);
        if (property is not null)
            property.SetRaw(raw);
        else
            component.AddAfter(component.Property("DTEND") ?? component.Property("DURATION") ?? component.Property("DTSTART")!, "RRULE", raw);
    }

    private static bool Same(EventForm a, EventForm b) =>
        a.Categories.SequenceEqual(b.Categories, StringComparer.Ordinal) && a with { Categories = b.Categories } == b;
}

/// <summary>A series in two objects.</summary>
/// <param name="Before">The old object, ended; null when it would be empty: then <paramref name="After"/> takes its place, with its UID.</param>
/// <param name="After">The new one.</param>
public sealed record SeriesSplit(byte[]? Before, byte[] After);
