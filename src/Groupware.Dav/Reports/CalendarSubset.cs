using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Dav.Xml;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;

namespace Groupware.Dav.Reports;

/// <summary>Some components and properties of a calendar object (RFC 4791, section 9.6.1).</summary>
internal sealed class CalendarSubset
{
    private readonly string name;
    private readonly bool allProperties;
    private readonly bool allComponents;
    private readonly Dictionary<string, bool> properties;
    private readonly List<CalendarSubset> components;

    private CalendarSubset(XElement comp)
    {
        name = Filter.NameOf(comp).ToUpperInvariant();
        allProperties = comp.Element(XmlNames.C + "allprop") is not null;
        allComponents = comp.Element(XmlNames.C + "allcomp") is not null;
        properties = comp.Elements(XmlNames.C + "prop").DistinctBy(p => Filter.NameOf(p).ToUpperInvariant(), StringComparer.Ordinal)
            .ToDictionary(p => Filter.NameOf(p).ToUpperInvariant(), p => p.Attribute("novalue")?.Value == "yes", StringComparer.Ordinal);
        components = [.. comp.Elements(XmlNames.C + "comp").Select(c => new CalendarSubset(c))];
    }

    public static CalendarSubset Read(XElement comp) => new(comp);

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body)
    {
        var document = CalendarDocument.ParseLenient(body);
        if (document.Roots.FirstOrDefault() is not { } root || !root.Is(name)) return body;
        Cut(root);
        return document.ToBytes();
    }

    private void Cut(Component component)
    {
        if (!allProperties)
        {
            foreach (var property in component.Properties.ToList())
            {
                if (!properties.TryGetValue(property.Name.ToUpperInvariant(), out var withoutValue)) component.Remove(property);
                else if (withoutValue) property.SetRaw("");
            }
        }

        if (allComponents) return;
        foreach (var inner in component.Components.ToList())
        {
            if (components.Find(c => inner.Is(c.name)) is { } subset) subset.Cut(inner);
            else component.Remove(inner);
        }
    }
}
