using Groupware.Calendars;
using Groupware.Dav.Properties;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Groupware.Dav;

/// <summary>VTIMEZONE of calendar data as the client wants it (RFC 7809, sections 3.1.3 and 7.1). Without the header a text comes as it is stored, byte for byte.</summary>
internal static class TimeZoneData
{
    public const string Header = "CalDAV-Timezones";

    /// <summary>How texts are changed for this request; null: not at all.</summary>
    public static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? For(HttpRequest request) => request.Headers[Header].ToString().Trim() switch
    {
        "T" => With,
        "F" => Without,
        _ => null,
    };

    /// <summary>Zones known by their IANA names go; what only this text defines stays.</summary>
    private static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> body)
    {
        var document = CalendarDocument.ParseLenient(body);
        if (document.Roots.FirstOrDefault() is not { } root) return body;
        var known = root.ComponentsNamed("VTIMEZONE").Where(z => z.Property("TZID") is { } id && CalendarTimeZone.IsKnown(id.RawValue.Trim())).ToList();
        foreach (var zone in known) root.Remove(zone);
        return known.Count == 0 ? body : document.ToBytes();
    }

    /// <summary>Each zone that times name and the text doesn't define gets its definition, right from the first of these times on.</summary>
    private static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> body)
    {
        var document = CalendarDocument.ParseLenient(body);
        if (document.Roots.FirstOrDefault() is not { } root) return body;
        var defined = root.ComponentsNamed("VTIMEZONE").Select(z => z.Property("TZID")?.RawValue.Trim()).ToHashSet(StringComparer.Ordinal);
        var first = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var time in document.Components.SelectMany(PropertiesIn).Where(p => p.Parameter("TZID") is not null).SelectMany(DateTimeValue.ReadList))
        {
            if (time.TzId is not { } id || defined.Contains(id) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not { } zone) continue;
            var at = CalendarTime.Resolve(CalendarTime.Local(time), zone);
            first[id] = first.TryGetValue(id, out var earlier) ? Instant.Min(earlier, at) : at;
        }

        foreach (var (id, from) in first) ZoneDefinition.Ensure(root, id, DateTimeZoneProviders.Tzdb[id], from);
        return first.Count == 0 ? body : document.ToBytes();
    }

    private static IEnumerable<Property> PropertiesIn(Component component) => component.Properties.Concat(component.Components.SelectMany(PropertiesIn));
}
