using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using Duration = NodaTime.Duration;
using Period = NodaTime.Period;
using RecurrenceRule = Groupware.Formats.ICalendar.RecurrenceRule;

namespace Groupware.Calendars.Occurrences;

/// <summary>Instances of one calendar object. The only file that calls Ical.Net, and only for a bare rule on a clock without zone.</summary>
/// <remarks>
/// RFC 5545, section 3.8.5. Zones, exceptions, further dates and overrides are ours: Ical.Net 5.2.4 ignores VTIMEZONE, throws on
/// a TZID it doesn't know and merges two instances that stand on one start. A single event never gets to it.
/// </remarks>
public static class RecurrenceSet
{
    /// <summary>Longest time for one object.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Instances that touch a window.</summary>
    /// <param name="document">A calendar object: a master, its overrides, or both.</param>
    /// <param name="floatingZone">The clock on which whole days and floating times are meant.</param>
    /// <param name="window">Half-open; may be open at both sides.</param>
    /// <param name="maxInstances">After so many it stops and says how far it came.</param>
    /// <param name="cancel">Looked at between instances.</param>
    /// <returns>Never throws for what the text says: what can't be read is left out or named in <see cref="ExpansionResult.Problem"/>.</returns>
    public static ExpansionResult Expand(CalendarDocument document, DateTimeZone floatingZone, NodaTime.Interval window, int maxInstances, CancellationToken cancel)
    {
        var time = new CalendarTime(document, floatingZone);
        var overrides = new List<Override>();
        var masters = new List<Component>();
        foreach (var component in document.Components.Where(c => c.Is("VEVENT") || c.Is("VTODO") || c.Is("VJOURNAL")))
        {
            if (component.Property("RECURRENCE-ID") is not { } id)
                masters.Add(component);
            else if (DateTimeValue.TryRead(id, out var original))
                overrides.Add(new Override(time.ToInstant(original), string.Equals(id.Parameter("RANGE"), "THISANDFUTURE", StringComparison.OrdinalIgnoreCase), component));
        }
        var gathered = new Gathered(window, maxInstances);
        var problem = ExpansionProblem.None;
        foreach (var master in masters)
        {
            var found = Master(master, time, overrides, gathered, cancel);
            problem = found == ExpansionProblem.None ? problem : found;
        }
        foreach (var one in overrides)
        {
            if (Span.Of(one.Component, time) is { } span)
                gathered.AddOverride(span.Make(one.Original, time.ToInstant(span.Start), one.Component));
        }
        return gathered.Result(problem);
    }

    /// <summary>Starts of a bare rule on a clock without zone, in order, without end when the rule has none.</summary>
    /// <param name="rule">COUNT is kept; UNTIL is the caller's.</param>
    /// <param name="start">DTSTART; it is in the set only when the rule hits it.</param>
    /// <param name="dateOnly">DTSTART is a DATE.</param>
    /// <param name="from">Earlier ones needn't come; null for all. Not looked at when the rule has a COUNT.</param>
    internal static IEnumerable<LocalDateTime> Starts(RecurrenceRule rule, LocalDateTime start, bool dateOnly, LocalDateTime? from) =>
        PlainRule.Of(rule)?.Starts(start, from) ?? Evaluated(rule, start, dateOnly, from);

    /// <summary>The same by Ical.Net, for every rule.</summary>
    internal static IEnumerable<LocalDateTime> Evaluated(RecurrenceRule rule, LocalDateTime start, bool dateOnly, LocalDateTime? from)
    {
        var text = (rule with { Until = null, Others = [] }).ToString();
        CalDateTime Value(LocalDateTime local) => dateOnly
            ? new CalDateTime(local.Year, local.Month, local.Day)
            : new CalDateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second);
        var evaluator = new RecurrencePatternEvaluator(new Ical.Net.DataTypes.RecurrenceRule(text));
        var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = UnmatchedLimit(rule.Frequency) };
        var periods = evaluator.Evaluate(Value(start), rule.Count is null && from is { } after && after > start ? Value(after) : Value(start), options);
        using var each = periods.GetEnumerator();
        while (TryNext(each, out var period))
        {
            var value = period.StartTime.Value;
            var local = LocalDateTime.FromDateTime(value);
            if (local >= start)
                yield return local;
        }
    }

    private static bool TryNext(IEnumerator<Ical.Net.DataTypes.Period> each, [NotNullWhen(true)] out Ical.Net.DataTypes.Period? period)
    {
        period = null;
        try
        {
            if (!each.MoveNext())
                return false;
            period = each.Current;
            return true;
        }
        catch (EvaluationException)      // nothing matches any more, or year 9999 is reached: the set ends here
        {
            return false;
        }
    }

    /// <summary>Steps without a match after which a rule is taken as ended; longer than the longest real gap (29 February across 1900: eight years).</summary>
    private static int UnmatchedLimit(RecurrenceFrequency frequency) => frequency switch
    {
        RecurrenceFrequency.Yearly => 500,
        RecurrenceFrequency.Monthly => 2_000,
        RecurrenceFrequency.Weekly => 3_000,
        RecurrenceFrequency.Daily => 12_000,
        _ => 100_000,
    };

    private static ExpansionProblem Master(Component master, CalendarTime time, List<Override> overrides, Gathered gathered, CancellationToken cancel)
    {
        if (Span.Of(master, time) is not { } span)
            return ExpansionProblem.None;
        var rules = new List<RecurrenceRule>();
        var problem = ExpansionProblem.None;
        foreach (var property in master.All("RRULE"))
        {
            if (RecurrenceRule.TryParse(property.RawValue, out var rule))
                rules.Add(rule);
            else
                problem = ExpansionProblem.InvalidRule;
        }
        var dates = master.All("RDATE").ToList();
        if (rules.Count == 0 && dates.Count == 0)
        {
            gathered.Add(span.Make(null, time.ToInstant(span.Start), master));
            return problem;
        }
        if (rules.Any(rule => IsTooDense(rule, span.Start)))
            return ExpansionProblem.TooManyInstances;
        return Series(master, span, rules, dates, time, overrides, gathered, cancel) ? problem : ExpansionProblem.TooManyInstances;
    }

    /// <summary>Instances of a master with rules or further dates.</summary>
    /// <returns>False when time ran out.</returns>
    private static bool Series(
        Component master, Span span, List<RecurrenceRule> rules, List<Property> dates, CalendarTime time, List<Override> overrides, Gathered gathered, CancellationToken cancel)
    {
        var zone = time.ZoneOf(span.Start);
        var first = CalendarTime.Local(span.Start);
        var excluded = Excluded(master, span, time);
        var replaced = overrides.Select(o => o.Original).ToHashSet();
        var shifts = overrides.Where(o => o.AndFuture).OrderBy(o => o.Original).ToList();
        LocalDateTime? from = null;
        if (gathered.From is { } early && shifts.Count == 0)
            from = Earlier(early, span.Longest + Duration.FromDays(2))?.InZone(zone).LocalDateTime;

        var streams = rules.Select(rule => Of(rule, span, first, from, zone, time)).ToList();
        streams.Add(Further(dates, span, rules.Count == 0, time));
        var clock = Stopwatch.GetTimestamp();
        var seen = 0;
        Instant? last = null;
        foreach (var start in Merged(streams))
        {
            cancel.ThrowIfCancellationRequested();
            if ((++seen & 63) == 0 && Stopwatch.GetElapsedTime(clock) > Patience)
                return false;
            if (start.At == last)
                continue;
            last = start.At;
            if (replaced.Contains(start.At) || excluded.Contains(start.At, zone))
                continue;
            var shift = shifts.FindLast(o => o.Original <= start.At);
            var instance = shift is null || Span.Of(shift.Component, time) is not { } moved
                ? span.Make(start.At, start.At, master, start.End)
                : moved.Make(start.At, Shifted(start.At, shift.Original, moved, time), shift.Component);
            if (!gathered.Add(instance))
                break;
        }
        return true;
    }

    /// <summary>RANGE=THISANDFUTURE: every later instance moves by as much as the one named, on the clock.</summary>
    private static Instant Shifted(Instant start, Instant original, Span moved, CalendarTime time)
    {
        var zone = time.ZoneOf(moved.Start);
        var by = Period.Between(original.InZone(zone).LocalDateTime, CalendarTime.Local(moved.Start), PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        return CalendarTime.Resolve(start.InZone(zone).LocalDateTime + by, zone);
    }

    private static Instant? Earlier(Instant instant, Duration by) => instant - Instant.MinValue > by ? instant - by : null;

    private static IEnumerable<Start> Of(RecurrenceRule rule, Span span, LocalDateTime first, LocalDateTime? from, DateTimeZone zone, CalendarTime time)
    {
        Instant? until = rule.Until is not { } end ? null
            : end.IsDate && !span.Start.IsDate ? CalendarTime.Resolve(CalendarTime.Local(end).PlusDays(1), zone) - Duration.Epsilon
            : end.IsUtc && !span.Start.IsDate ? time.ToInstant(end)
            : CalendarTime.Resolve(CalendarTime.Local(end), zone);
        foreach (var local in Starts(rule, first, span.Start.IsDate, from))
        {
            var at = CalendarTime.Resolve(local, zone);
            if (at > until)
                yield break;
            yield return new Start(at, null);
        }
    }

    /// <summary>RDATE, and DTSTART itself when there is no rule.</summary>
    private static IEnumerable<Start> Further(List<Property> dates, Span span, bool withStart, CalendarTime time)
    {
        var starts = new List<Start>();
        if (withStart)
            starts.Add(new Start(time.ToInstant(span.Start), null));
        foreach (var property in dates)
        {
            var tzId = property.Parameter("TZID");
            foreach (var part in property.RawValue.Split(','))
            {
                var slash = part.IndexOf('/', StringComparison.Ordinal);
                if (!DateTimeValue.TryParse(slash < 0 ? part : part.AsSpan(0, slash), tzId, out var value))
                    continue;
                if (value.IsDate && !span.Start.IsDate)
                    value = span.Start with { Date = value.Date };
                var at = time.ToInstant(value);
                Instant? end = null;
                if (slash >= 0 && DurationValue.TryParse(part.AsSpan(slash + 1), out var length))
                    end = Span.After(CalendarTime.Local(value), time.ZoneOf(value), length);
                else if (slash >= 0 && DateTimeValue.TryParse(part.AsSpan(slash + 1), tzId, out var to))
                    end = time.ToInstant(to);
                starts.Add(new Start(at, end > at ? end : null));
            }
        }
        return starts.OrderBy(s => s.At);
    }

    private static IEnumerable<Start> Merged(List<IEnumerable<Start>> streams)
    {
        var open = streams.Select(s => s.GetEnumerator()).Where(e => e.MoveNext()).ToList();
        while (open.Count > 0)
        {
            var next = open.MinBy(e => e.Current.At)!;
            yield return next.Current;
            if (!next.MoveNext())
                open.Remove(next);
        }
    }

    private static Exclusions Excluded(Component master, Span span, CalendarTime time)
    {
        var excluded = new Exclusions();
        foreach (var value in master.All("EXDATE").SelectMany(DateTimeValue.ReadList))
        {
            if (value.IsDate && !span.Start.IsDate)
                excluded.Days.Add(CalendarTime.Local(value).Date);       // against RFC 5545, section 3.8.5.1, but written by some: the whole day is meant
            else
                excluded.Starts.Add(time.ToInstant(value));
        }
        return excluded;
    }

    /// <summary>Every second or minute without an end near: nobody means that, and it can't be computed in time. Every ten minutes of the day may go on for ever.</summary>
    private static bool IsTooDense(RecurrenceRule rule, DateTimeValue start)
    {
        const double MostADay = 144, MostAtAll = 100_000;
        if (rule.Frequency > RecurrenceFrequency.Minutely)
            return false;
        if (rule.Count is { } count)
            return count > MostAtAll;
        var perDay = 86_400.0 / rule.Interval / (rule.Frequency == RecurrenceFrequency.Minutely ? 60 : 1);
        perDay *= rule.ByHour.Count > 0 ? rule.ByHour.Count / 24.0 : 1;
        if (rule.Until is not { } until)
            return perDay > MostADay;
        return perDay * Period.DaysBetween(CalendarTime.Local(start).Date, CalendarTime.Local(until).Date.PlusDays(1)) > MostAtAll;
    }

    private readonly record struct Start(Instant At, Instant? End);

    private sealed record Override(Instant Original, bool AndFuture, Component Component);

    private sealed class Exclusions
    {
        public HashSet<Instant> Starts { get; } = [];

        public HashSet<LocalDate> Days { get; } = [];

        public bool Contains(Instant start, DateTimeZone zone) => Starts.Contains(start) || (Days.Count > 0 && Days.Contains(start.InZone(zone).Date));
    }

    /// <summary>When a component is and how long.</summary>
    private sealed class Span
    {
        private readonly CalendarTime time;
        private readonly Duration exact;
        private readonly DurationValue? nominal;
        private readonly int days;

        private Span(DateTimeValue start, CalendarTime time, Duration exact, DurationValue? nominal, int days)
        {
            Start = start;
            this.time = time;
            this.exact = exact;
            this.nominal = nominal;
            this.days = days;
        }

        public DateTimeValue Start { get; }

        public Duration Longest => nominal is { } n ? Duration.FromDays(n.Days + 1) + Duration.FromSeconds(n.Seconds) : exact + Duration.FromDays(days + 1);

        /// <summary>Null for a component without any time (a task without dates).</summary>
        public static Span? Of(Component component, CalendarTime time)
        {
            var isTodo = component.Is("VTODO");
            var haveStart = DateTimeValue.TryRead(component.Property("DTSTART"), out var start);
            var haveEnd = DateTimeValue.TryRead(component.Property(isTodo ? "DUE" : "DTEND"), out var end);
            if (!haveStart)
                return isTodo && haveEnd ? new Span(end, time, Duration.Zero, null, end.IsDate ? 1 : 0) : null;
            if (component.Is("VJOURNAL"))
                haveEnd = false;
            if (haveEnd && start.IsDate)
            {
                var length = NodaTime.Period.DaysBetween(CalendarTime.Local(start).Date, CalendarTime.Local(end).Date) + (isTodo ? 1 : 0);
                return new Span(start, time, Duration.Zero, null, Math.Max(1, length));
            }
            if (haveEnd)
            {
                // "the same exact duration will apply to all members" (RFC 5545, section 3.8.5.3)
                var length = (end.IsDate ? CalendarTime.Resolve(CalendarTime.Local(end), time.ZoneOf(start)) : time.ToInstant(end)) - time.ToInstant(start);
                return new Span(start, time, Duration.Max(length, Duration.Zero), null, 0);
            }
            if (DurationValue.TryParse(component.Property("DURATION")?.RawValue, out var duration) && !duration.IsNegative)
                return new Span(start, time, Duration.Zero, duration, 0);
            return new Span(start, time, Duration.Zero, null, start.IsDate ? 1 : 0);
        }

        public static Instant After(LocalDateTime local, DateTimeZone zone, DurationValue length) =>
            CalendarTime.Resolve(local.PlusDays(length.Days), zone) + Duration.FromSeconds(length.Seconds);

        public Instance Make(Instant? recurrenceId, Instant start, Component source, Instant? end = null)
        {
            var zone = time.ZoneOf(Start);
            var until = end
                ?? (nominal is { } length ? After(start.InZone(zone).LocalDateTime, zone, length)
                : days > 0 ? CalendarTime.Resolve(start.InZone(zone).LocalDateTime.Date.PlusDays(days).AtMidnight(), zone)
                : start + exact);
            var status = source.Property("STATUS")?.RawValue.Trim();
            var busy = source.Is("VEVENT") && !Says(source.Property("TRANSP")?.RawValue, "TRANSPARENT") && !Says(status, "CANCELLED");
            return new Instance(recurrenceId, start, until < start ? start : until, Start.IsDate, Start.IsDate || IsFloating, busy, Says(status, "TENTATIVE"), source);
        }

        private bool IsFloating => Start.IsFloating || (Start.TzId is not null && ReferenceEquals(time.ZoneOf(Start), time.FloatingZone) && CalendarTime.Find(Start.TzId) is null);

        private static bool Says(string? value, string word) => value is not null && value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What was found within the window, and how far.</summary>
    private sealed class Gathered(NodaTime.Interval window, int most)
    {
        private readonly List<Instance> found = [];
        private readonly List<Instance> overrides = [];
        private Instant? reach;

        public Instant? From => window.HasStart ? window.Start : null;

        /// <summary>Takes an instance of the series, in order of their original starts.</summary>
        /// <returns>False when there is no need to go on.</returns>
        public bool Add(Instance instance)
        {
            if (window.HasEnd && instance.Start >= window.End)
            {
                Reach(instance.Start);
                return false;
            }
            if (!Touches(instance))
                return true;
            if (found.Count >= most)
            {
                Reach(instance.Start);
                return false;
            }
            found.Add(instance);
            return true;
        }

        public void AddOverride(Instance instance)
        {
            if (window.HasEnd && instance.Start >= window.End)
                Reach(instance.Start);
            else if (Touches(instance))
                overrides.Add(instance);
        }

        public ExpansionResult Result(ExpansionProblem problem)
        {
            var all = found.Concat(overrides.Where(o => reach is null || o.Start < reach)).OrderBy(i => i.Start).ThenBy(i => i.RecurrenceId).ToList();
            if (all.Count > most)
            {
                Reach(all[most].Start);
                all = all.Take(most).ToList();
            }
            return new ExpansionResult(all, reach, problem);
        }

        private bool Touches(Instance instance) =>
            !window.HasStart || instance.End > window.Start || (instance.End == instance.Start && instance.Start >= window.Start);

        private void Reach(Instant to) => reach = reach is { } now && now < to ? now : to;
    }
}
