using System.Globalization;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>TYPE and preference of a card's property, in the ways of 2.1 (bare words), 3.0 (TYPE=WORK,PREF) and 4.0 (TYPE=work;PREF=1).</summary>
public static class PropertyTypes
{
    private static readonly HashSet<string> NoTypes = new(StringComparer.OrdinalIgnoreCase) { "QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT" };

    /// <summary>Types in lower case, without "pref".</summary>
    public static IReadOnlyList<string> Of(Property property) => All(property).Where(t => t != "pref").ToList();

    /// <summary>Whether it is of that type.</summary>
    public static bool Has(Property property, string type) => All(property).Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Preference from 1 (most) to 100; 101 when none is given.</summary>
    public static int Preference(Property property)
    {
        if (property.Parameter("PREF") is { } pref)
            return int.TryParse(pref, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 100) : 1;
        return All(property).Contains("pref") ? 1 : 101;
    }

    /// <summary>Sets the types meant by a form and leaves the others: of the words in <paramref name="known"/> exactly those in <paramref name="types"/> stand there afterwards.</summary>
    public static void Set(Property property, IReadOnlyCollection<string> types, IReadOnlyCollection<string> known, VCardVersion version)
    {
        var now = All(property);
        var wanted = now.Where(t => !known.Contains(t, StringComparer.OrdinalIgnoreCase)).Concat(types).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (wanted.Count == now.Count && wanted.All(t => now.Contains(t, StringComparer.OrdinalIgnoreCase)))
            return;
        foreach (var bare in property.Parameters.Where(p => p.Values.Count == 0 && !NoTypes.Contains(p.Name)).Select(p => p.Name).ToList())
            property.SetParameter(bare, null);
        while (property.Parameters.Count(p => p.Is("TYPE")) > 1)
            property.SetParameter("TYPE", null);
        if (wanted.Count == 0)
            property.SetParameter("TYPE", null);
        else
            property.SetParameterValues("TYPE", wanted.Select(t => version == VCardVersion.V40 ? t : t.ToUpperInvariant()).ToList());
    }

    private static List<string> All(Property property) => property.Parameters
        .SelectMany(p => p.Is("TYPE") ? p.Values.SelectMany(v => v.Split(',')) : p.Values.Count == 0 && !NoTypes.Contains(p.Name) ? [p.Name] : [])
        .Select(t => t.Trim().ToLowerInvariant()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
}
