using System.Globalization;
using Groupware.Calendars.Occurrences;
using Groupware.Dav.Filters;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Dav.Reports;

/// <summary>A recurring object as its single instances, in UTC and without rules and time zones (RFC 4791, section 9.6.5).</summary>
internal static class ExpandedCalendar
{
    private const int MaxInstances = 10_000;
    private static readonly InstantPattern Utc = InstantPattern.Create("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    private static readonly LocalDateTimePattern Floating = LocalDateTimePattern.Create("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern Date = LocalDatePattern.Create("uuuuMMdd", CultureInfo.InvariantCulture);

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, TimeRange range, DateTimeZone zone, CancellationToken cancel)
    {
        var document = CalendarDocument.ParseLenient(body);
        var result = RecurrenceSet.Expand(document, zone, range.Interval, MaxInstances, cancel);
        var expanded = CalendarDocument.ParseLenient(body);
        foreach (var component in expanded.Root.Components.ToList()) expanded.Root.Remove(component);
        foreach (var instance in result.Instances) Write(expanded.Root.AddCopy(instance.Source), instance, zone);
        return expanded.ToBytes();
    }

    private static void Write(Component component, Instance instance, DateTimeZone zone)
    {
        foreach (var name in new[] { "RRULE", "RDATE", "EXDATE", "EXRULE" }) component.Remove(name);
        Set(component.Property("DTSTART"), instance.Start, zone);
        Set(component.Property("DTEND"), instance.End, zone);
        Set(component.Property("DUE"), instance.End, zone);
        if (instance.RecurrenceId is not { } original) return;
        // the same kind of value as DTSTART
        var id = component.Property("RECURRENCE-ID") ?? component.Add("RECURRENCE-ID", component.Property("DTSTART")?.RawValue ?? "");
        if (component.Property("DTSTART") is { } start) id.SetParameter("VALUE", start.Parameter("VALUE"));
        id.SetParameter("RANGE", null);
        Set(id, original, zone);
    }

    /// <summary>Dates stay dates and floating times floating; what has a zone becomes UTC.</summary>
    private static void Set(Property? property, Instant at, DateTimeZone zone)
    {
        if (property is null || !DateTimeValue.TryRead(property, out var value)) return;
        property.SetParameter("TZID", null);
        property.SetRaw(value.IsDate ? Date.Format(at.InZone(zone).Date) : value.IsFloating ? Floating.Format(at.InZone(zone).LocalDateTime) : Utc.Format(at));
    }
}
