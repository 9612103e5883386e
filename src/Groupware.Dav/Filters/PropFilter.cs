using System.Xml.Linq;
using Groupware.Dav.Xml;
using Groupware.Formats.ContentLines;

namespace Groupware.Dav.Filters;

/// <summary>prop-filter of CalDAV (RFC 4791, section 9.7.2): all tests hold for one and the same property.</summary>
internal sealed record PropFilter(string Name, bool NotDefined, TimeRange? Range, TextMatch? Text, IReadOnlyList<ParamFilter> Parameters)
{
    public static PropFilter Read(XElement element) => new(
        Filter.NameOf(element),
        element.Element(XmlNames.C + "is-not-defined") is not null,
        element.Element(XmlNames.C + "time-range") is { } range ? TimeRange.Read(range) : null,
        element.Element(XmlNames.C + "text-match") is { } text ? TextMatch.Read(text) : null,
        [.. element.Elements(XmlNames.C + "param-filter").Select(ParamFilter.Read)]);

    public bool Matches(CalendarFacts facts, Component component)
    {
        var candidates = component.All(Name);
        if (NotDefined) return !candidates.Any();
        return candidates.Any(p => (Range is not { } range || facts.Holds(p, range)) && (Text is null || Text.Matches(p.Text)) && Parameters.All(f => f.Matches(p)));
    }
}

/// <summary>param-filter (RFC 4791, section 9.7.3; RFC 6352, section 10.5.3).</summary>
internal sealed record ParamFilter(string Name, bool NotDefined, TextMatch? Text)
{
    public static ParamFilter Read(XElement element) => new(
        Filter.NameOf(element),
        element.Element(element.Name.Namespace + "is-not-defined") is not null,
        element.Element(element.Name.Namespace + "text-match") is { } text ? TextMatch.Read(text) : null);

    public bool Matches(Property property)
    {
        var values = property.Parameters.Where(p => p.Is(Name)).SelectMany(p => p.Values.Count == 0 ? [""] : p.Values).SelectMany(v => v.Split(',')).ToList();
        if (NotDefined) return values.Count == 0;
        return values.Count > 0 && (Text is null || (Text.Negate ? values.TrueForAll(Text.Matches) : values.Exists(Text.Matches)));
    }
}
