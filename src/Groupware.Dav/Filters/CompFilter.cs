using System.Xml.Linq;
using Groupware.Dav.Xml;
using Groupware.Formats.ContentLines;

namespace Groupware.Dav.Filters;

/// <summary>comp-filter (RFC 4791, section 9.7.1): a component of that name exists and passes all tests, or there is none.</summary>
internal sealed record CompFilter(string Name, bool NotDefined, TimeRange? Range, IReadOnlyList<PropFilter> Properties, IReadOnlyList<CompFilter> Components)
{
    private const int MaxFilters = 200;

    /// <summary>Reads CALDAV:filter, whose one comp-filter must be VCALENDAR.</summary>
    public static CompFilter ReadRoot(XElement? filter)
    {
        if (filter is null || filter.Descendants().Count() > MaxFilters) throw Filter.Invalid(XmlNames.C);
        var roots = filter.Elements(XmlNames.C + "comp-filter").ToList();
        if (roots.Count != 1) throw Filter.Invalid(XmlNames.C);
        var root = Read(roots[0]);
        return root.Name == "VCALENDAR" ? root : throw Filter.Invalid(XmlNames.C);
    }

    /// <summary>Whether the owner holds a component like this.</summary>
    public bool Matches(CalendarFacts facts, Component owner)
    {
        var candidates = owner.Components.Where(c => c.Is(Name));
        return NotDefined ? !candidates.Any() : candidates.Any(c => Passes(facts, c, owner));
    }

    /// <summary>Whether this very component passes.</summary>
    public bool Passes(CalendarFacts facts, Component component, Component? owner) =>
        (Range is not { } range || facts.Touches(component, owner, range))
        && Properties.All(p => p.Matches(facts, component))
        && Components.All(c => c.Matches(facts, component));

    private static CompFilter Read(XElement element)
    {
        var name = Filter.NameOf(element).ToUpperInvariant();
        var notDefined = element.Element(XmlNames.C + "is-not-defined") is not null;
        return new CompFilter(
            name,
            notDefined,
            element.Element(XmlNames.C + "time-range") is { } range ? TimeRange.Read(range) : null,
            [.. element.Elements(XmlNames.C + "prop-filter").Select(PropFilter.Read)],
            [.. element.Elements(XmlNames.C + "comp-filter").Select(Read)]);
    }
}
