using System.Xml.Linq;
using Groupware.Dav.Xml;
using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;
using Groupware.Storage.Objects;

namespace Groupware.Dav.Filters;

/// <summary>CARDDAV:filter (RFC 6352, section 10.5).</summary>
internal sealed record CardFilter(bool AllOf, IReadOnlyList<CardPropFilter> Properties)
{
    private const int MaxFilters = 200;
    private const int MaxNeedles = 10;

    /// <summary>Indexed texts one of which every matching card has; null when the cards must be read to know.</summary>
    public IReadOnlyList<CardSearchText>? Needles
    {
        get
        {
            var needles = Properties.Select(p => p.Needle).ToList();
            if (AllOf) return needles.Find(n => n is not null) is { } one ? [one] : null;
            return needles.Count is > 0 and <= MaxNeedles && needles.TrueForAll(n => n is not null) ? [.. needles.Select(n => n!.Value)] : null;
        }
    }

    public static CardFilter Read(XElement? filter)
    {
        if (filter is null || filter.Descendants().Count() > MaxFilters) throw Filter.Invalid(XmlNames.A);
        return new CardFilter(AllOfIn(filter), [.. filter.Elements(XmlNames.A + "prop-filter").Select(CardPropFilter.Read)]);
    }

    public bool Matches(Component card) => Properties.Count == 0 || (AllOf ? Properties.All(p => p.Matches(card)) : Properties.Any(p => p.Matches(card)));

    public static bool AllOfIn(XElement element) => element.Attribute("test")?.Value switch
    {
        "allof" => true,
        null or "anyof" => false,
        _ => throw Filter.Invalid(XmlNames.A),
    };
}

/// <summary>prop-filter of CardDAV: a name without group matches any group (RFC 6352, section 10.5.1).</summary>
internal sealed record CardPropFilter(string? Group, string Name, bool NotDefined, bool AllOf, IReadOnlyList<TextMatch> Texts, IReadOnlyList<ParamFilter> Parameters)
{
    public static CardPropFilter Read(XElement element)
    {
        var name = Filter.NameOf(element);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new CardPropFilter(
            dot > 0 ? name[..dot] : null,
            dot > 0 ? name[(dot + 1)..] : name,
            element.Element(XmlNames.A + "is-not-defined") is not null,
            CardFilter.AllOfIn(element),
            [.. element.Elements(XmlNames.A + "text-match").Select(TextMatch.Read)],
            [.. element.Elements(XmlNames.A + "param-filter").Select(ParamFilter.Read)]);
    }

    /// <summary>The indexed text that every matching card has; null when it isn't said by one text alone, or of a property that isn't indexed as it reads.</summary>
    public CardSearchText? Needle
    {
        get
        {
            if (NotDefined || Name.ToUpperInvariant() is not ("FN" or "EMAIL")) return null;
            var needle = AllOf ? Texts.Select(t => t.Needle).FirstOrDefault(n => n is not null) : Texts.Count == 1 && Parameters.Count == 0 ? Texts[0].Needle : null;
            return needle is null ? null : new CardSearchText(Name.ToUpperInvariant(), needle);
        }
    }

    public bool Matches(Component card)
    {
        var candidates = card.All(Name).Where(p => Group is null || Group.Equals(p.Group, StringComparison.OrdinalIgnoreCase)).ToList();
        if (NotDefined) return candidates.Count == 0;
        return candidates.Exists(Passes);
    }

    private bool Passes(Property property)
    {
        if (Texts.Count == 0 && Parameters.Count == 0) return true;
        var text = CardText.Read(property);
        var tests = Texts.Select(t => t.Matches(text)).Concat(Parameters.Select(p => p.Matches(property)));
        return AllOf ? tests.All(t => t) : tests.Any(t => t);
    }
}
