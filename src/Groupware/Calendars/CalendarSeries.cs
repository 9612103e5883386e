using System.Globalization;
using Groupware.Calendars.Occurrences;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars;

/// <summary>A calendar object opened for editing: its master, its overrides, and what must be kept true between them.</summary>
internal sealed class CalendarSeries
{
    private CalendarSeries(CalendarDocument document)
    {
        Document = document;
        Root = document.Root;
        Time = new CalendarTime(document, DateTimeZone.Utc);
    }

    public CalendarDocument Document { get; }

    public Component Root { get; }

    /// <summary>Whole days and floating times are taken as UTC, as the occurrence index does.</summary>
    public CalendarTime Time { get; }

    public Component? Master => Events.FirstOrDefault(c => c.Property("RECURRENCE-ID") is null);

    public IEnumerable<Component> Overrides => Events.Where(c => c.Property("RECURRENCE-ID") is not null).ToList();

    /// <summary>Has a rule, dates, or only overrides.</summary>
    public bool Recurs => Master is not { } master || master.Property("RRULE") is not null || master.Property("RDATE") is not null;

    private IEnumerable<Component> Events => Document.Components.Where(c => c.Is("VEVENT") || c.Is("VTODO"));

    public static CalendarSeries Open(ReadOnlyMemory<byte> body) => new(CalendarDocument.ParseLenient(body));

    /// <summary>Original start that an override stands for.</summary>
    public Instant? OriginalOf(Component one) => DateTimeValue.TryRead(one.Property("RECURRENCE-ID"), out var id) ? Time.ToInstant(id) : null;

    public Component? OverrideOf(Instant original) => Overrides.FirstOrDefault(o => OriginalOf(o) == original);

    /// <summary>What the form shows.</summary>
    public EventForm Form(Instant? original)
    {
        if (original is { } instant && OverrideOf(instant) is { } own)
            return EventProperties.Read(own, Time, null, Master);
        var component = Master ?? Overrides.FirstOrDefault() ?? throw new ContentLineException(new ContentLineDefect(0, 0, "the object holds an event (RFC 4791, section 4.1)"));
        return EventProperties.Read(component, Time, Recurs && component == Master ? original : null, Master);
    }

    /// <summary>DTSTAMP and LAST-MODIFIED; SEQUENCE when a time changed.</summary>
    public static void Touch(Component component, Instant now, bool moved)
    {
        var stamp = Utc(now).ToString();
        component.Set("DTSTAMP", stamp);
        component.Set("LAST-MODIFIED", stamp);
        if (!moved)
            return;
        _ = int.TryParse(component.Property("SEQUENCE")?.RawValue.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence);
        component.Set("SEQUENCE", (sequence + 1).ToString(CultureInfo.InvariantCulture));
    }

    public static DateTimeValue Utc(Instant instant)
    {
        var utc = instant.InUtc().LocalDateTime;
        return new DateTimeValue(utc.Date.ToDateOnly(), new TimeOnly(utc.Hour, utc.Minute, utc.Second), true, null);
    }

    /// <summary>A component of its own for one instance: the master's without what makes it a series.</summary>
    public Component AddOverride(Component master, Instant original)
    {
        var form = EventProperties.Read(master, Time, null, null);
        var instance = EventProperties.Read(master, Time, original, null);
        var one = Root.AddCopy(master);
        foreach (var name in new[] { "RRULE", "RDATE", "EXDATE", "EXRULE" })
            one.Remove(name);
        EventProperties.Write(Root, one, form, instance, Time);
        if (DateTimeValue.TryRead(master.Property("DTSTART"), out var start))
        {
            var id = Time.Like(start, original);
            id.WriteTo(one.Property("DTSTART") is { } line ? one.AddAfter(line, "RECURRENCE-ID", "0") : one.Add("RECURRENCE-ID", "0"));
        }
        return one;
    }

    /// <summary>Takes one instance out by a line of its own.</summary>
    public void Exclude(Component master, Instant original)
    {
        if (!DateTimeValue.TryRead(master.Property("DTSTART"), out var start))
            return;
        var neighbour = master.All("EXDATE").LastOrDefault() ?? master.Property("RRULE") ?? master.Property("DTSTART")!;
        Time.Like(start, original).WriteTo(master.AddAfter(neighbour, "EXDATE", "0"));
    }

    /// <summary>Ends the series before an instance: rules, dates and overrides.</summary>
    public void EndBefore(Component master, Instant original)
    {
        if (!DateTimeValue.TryRead(master.Property("DTSTART"), out var start))
            return;
        foreach (var property in master.All("RRULE"))
        {
            if (!RecurrenceRule.TryParse(property.RawValue, out var rule))
                continue;
            property.SetRaw((rule.Count is not null
                ? rule with { Count = Math.Max(1, CountBefore(rule, start, original)) }
                : rule with { Until = Before(start, original) }).ToString());
        }
        Keep(master, at => at < original);
        foreach (var one in Overrides.Where(o => OriginalOf(o) >= original))
            Root.Remove(one);
    }

    /// <summary>Makes the series begin with an instance.</summary>
    public void BeginWith(Component master, Instant original)
    {
        if (!DateTimeValue.TryRead(master.Property("DTSTART"), out var start))
            return;
        var form = EventProperties.Read(master, Time, null, null);
        foreach (var property in master.All("RRULE"))
        {
            if (RecurrenceRule.TryParse(property.RawValue, out var rule) && rule.Count is { } count)
                property.SetRaw((rule with { Count = Math.Max(1, count - CountBefore(rule, start, original)) }).ToString());
        }
        EventProperties.Write(Root, master, form, EventProperties.Read(master, Time, original, null), Time);
        Keep(master, at => at >= original);
        foreach (var one in Overrides.Where(o => OriginalOf(o) < original))
            Root.Remove(one);
    }

    /// <summary>Moves what names instances by their original start, after the series moved.</summary>
    /// <param name="before">DTSTART before.</param>
    /// <param name="after">DTSTART now.</param>
    public void MoveExceptions(Component master, DateTimeValue before, DateTimeValue after)
    {
        var by = Period.Between(CalendarTime.Local(before), CalendarTime.Local(after), PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        var zone = Time.ZoneOf(before);
        DateTimeValue Moved(DateTimeValue value) => value.IsDate && !before.IsDate
            ? value with { Date = (CalendarTime.Local(value).Date + Period.FromDays(by.Days)).ToDateOnly() }
            : CalendarTime.Like(after, Time.ToInstant(value).InZone(zone).LocalDateTime + by);
        foreach (var property in master.All("EXDATE").Concat(master.All("RDATE")))
        {
            if (property.RawValue.Contains('/', StringComparison.Ordinal))
                continue;
            var values = DateTimeValue.ReadList(property).Select(Moved).ToList();
            if (values.Count == 0)
                continue;
            values[0].WriteTo(property);
            property.SetRaw(string.Join(',', values));
        }
        foreach (var one in Overrides)
        {
            if (!DateTimeValue.TryRead(one.Property("RECURRENCE-ID"), out var id))
                continue;
            var form = EventProperties.Read(one, Time, null, null);
            var stood = DateTimeValue.TryRead(one.Property("DTSTART"), out var own) && Time.ToInstant(own) == Time.ToInstant(id);
            Moved(id).WriteTo(one.Property("RECURRENCE-ID")!);
            if (stood && own.IsDate == after.IsDate)
                EventProperties.Write(Root, one, form, form with { Start = form.Start + by, End = form.End + by }, Time);
        }
    }

    /// <summary>Takes away overrides and exceptions of instances that the rule no longer has.</summary>
    public void DropOrphans(Component master)
    {
        if (!Recurs)
        {
            foreach (var one in Overrides)
                Root.Remove(one);
            master.Remove("EXDATE");
            return;
        }
        foreach (var one in Overrides)
        {
            if (OriginalOf(one) is { } original && !HasInstanceAt(master, original))
                Root.Remove(one);
        }
    }

    /// <summary>Whether an instance comes before another one.</summary>
    public bool HasInstanceBefore(Instant original) =>
        RecurrenceSet.Expand(Document, DateTimeZone.Utc, new Interval(null, null), 50, CancellationToken.None).Instances.Any(i => i.RecurrenceId < original);

    /// <summary>Whether anything is left of the object.</summary>
    public bool HasInstances() => RecurrenceSet.Expand(CalendarDocument.ParseLenient(Document.ToBytes()), DateTimeZone.Utc, new Interval(null, null), 1, CancellationToken.None).Instances.Count > 0;

    private bool HasInstanceAt(Component master, Instant original)
    {
        var bare = CalendarDocument.ParseLenient(Document.ToBytes());
        foreach (var one in bare.Components.Where(c => c.Property("RECURRENCE-ID") is not null).ToList())
            bare.Root.Remove(one);
        foreach (var component in bare.Components)
            component.Remove("EXDATE");
        return RecurrenceSet.Expand(bare, DateTimeZone.Utc, new Interval(original, original + Duration.FromSeconds(1)), 50, CancellationToken.None)
            .Instances.Any(i => i.RecurrenceId == original && string.Equals(i.Source.Name, master.Name, StringComparison.Ordinal));
    }

    private int CountBefore(RecurrenceRule rule, DateTimeValue start, Instant original)
    {
        var zone = Time.ZoneOf(start);
        return RecurrenceSet.Starts(rule, CalendarTime.Local(start), start.IsDate, null).TakeWhile(local => CalendarTime.Resolve(local, zone) < original).Take(100_000).Count();
    }

    private DateTimeValue Before(DateTimeValue start, Instant original)
    {
        if (start.IsDate)
            return DateTimeValue.OfDate(original.InZone(Time.ZoneOf(start)).Date.PlusDays(-1).ToDateOnly());
        return start.IsFloating ? Time.Like(start, original - Duration.FromSeconds(1)) : Utc(original - Duration.FromSeconds(1));
    }

    private void Keep(Component master, Func<Instant, bool> wanted)
    {
        foreach (var property in master.All("EXDATE").Concat(master.All("RDATE")))
        {
            var tzId = property.Parameter("TZID");
            var parts = property.RawValue.Split(',');
            var kept = parts.Where(part =>
            {
                var slash = part.IndexOf('/', StringComparison.Ordinal);
                return !DateTimeValue.TryParse(slash < 0 ? part : part.AsSpan(0, slash), tzId, out var value) || wanted(Time.ToInstant(value));
            }).ToList();
            if (kept.Count == 0)
                master.Remove(property);
            else if (kept.Count < parts.Length)
                property.SetRaw(string.Join(',', kept));
        }
    }
}
