using System.Globalization;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>A time zone as the form offers it: "Paris (GMT+2)".</summary>
public sealed record ZoneChoice(string Id, string Name)
{
    /// <summary>One's own first, then the event's, then the world from west to east.</summary>
    public static IReadOnlyList<ZoneChoice> List(Instant now, string own, string? events)
    {
        var all = DateTimeZoneProviders.Tzdb.Ids
            .Where(static id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("US/", StringComparison.Ordinal))
            .Select(id => (Id: id, Offset: DateTimeZoneProviders.Tzdb[id].GetUtcOffset(now)))
            .OrderBy(static zone => zone.Offset).ThenBy(static zone => City(zone.Id), StringComparer.CurrentCulture)
            .Select(zone => new ZoneChoice(zone.Id, Named(zone.Id, zone.Offset)));
        var first = new[] { own, events, "UTC" }.OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? new ZoneChoice(id, Named(id, zone.GetUtcOffset(now))) : new ZoneChoice(id, id));
        return [.. first.Concat(all).DistinctBy(static zone => zone.Id, StringComparer.Ordinal)];
    }

    /// <summary>"Europe/Paris" is "Paris".</summary>
    public static string City(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static string Named(string id, Offset offset)
    {
        var minutes = offset.Seconds / 60;
        var (hours, rest) = (Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{City(id)} (GMT{(minutes == 0 ? "" : minutes > 0 ? "+" : "−")}{(minutes == 0 ? "" : hours)}{(rest == 0 ? "" : $":{rest:00}")})");
    }
}
