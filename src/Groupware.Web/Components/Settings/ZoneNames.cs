using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Groupware.Web.Components.Settings;

/// <summary>The zones people choose from: one for each place of the tz database, by continent.</summary>
internal static class ZoneNames
{
    private static readonly IReadOnlyList<string> Places =
        [.. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(static place => place.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Continents with their zones; a zone that is not among the places (UTC) stands alone at the top.</summary>
    /// <param name="chosen">Always among the answers.</param>
    public static IEnumerable<IGrouping<string, ZoneName>> All(string chosen, Instant now) =>
        Places.Concat([chosen, "Etc/UTC"]).Distinct(StringComparer.Ordinal).Where(static id => DateTimeZoneProviders.Tzdb.Ids.Contains(id, StringComparer.Ordinal))
            .Select(id => new ZoneName(id, Text(id, now))).GroupBy(static zone => zone.Id.Split('/')[0], StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal);

    private static string Text(string id, Instant now)
    {
        var offset = DateTimeZoneProviders.Tzdb[id].GetUtcOffset(now);
        var place = id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('_', ' ').Replace("/", ", ", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{place} (UTC{offset.Seconds / 3600d:+0.##;-0.##;+0})");
    }
}

/// <summary>A zone to choose.</summary>
internal sealed record ZoneName(string Id, string Text);
