using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>Which properties are asked for (RFC 4918, section 14.20).</summary>
/// <param name="Kind">By name, all, or the names only.</param>
/// <param name="Elements">DAV:prop's or DAV:include's elements; calendar-data and address-data carry what of them is wanted.</param>
internal sealed record PropertyRequest(PropertyRequestKind Kind, IReadOnlyList<XElement> Elements)
{
    /// <summary>Properties one request may ask for.</summary>
    public const int MaxProperties = 200;

    public static PropertyRequest All { get; } = new(PropertyRequestKind.All, []);

    /// <summary>Reads DAV:prop, DAV:allprop or DAV:propname among the children of a request; anything else is passed over.</summary>
    /// <returns>Null when there is none of them.</returns>
    public static PropertyRequest? Read(XElement request)
    {
        if (request.Element(XmlNames.D + "prop") is { } prop) return new(PropertyRequestKind.Named, Distinct(prop.Elements()));
        if (request.Element(XmlNames.D + "propname") is not null) return new(PropertyRequestKind.Names, []);
        if (request.Element(XmlNames.D + "allprop") is null) return null;
        return new(PropertyRequestKind.All, Distinct(request.Element(XmlNames.D + "include")?.Elements() ?? []));
    }

    /// <summary>The element asking for this property, with its attributes and children; null when it isn't asked for.</summary>
    public XElement? Of(XName name) => Elements.FirstOrDefault(e => e.Name == name);

    /// <summary>Whether DAV:acl is asked for, which takes more reading than the others.</summary>
    public bool Acl { get; } = Kind != PropertyRequestKind.Names && Elements.Any(e => e.Name == XmlNames.D + "acl");

    /// <exception cref="DavException">400: more than <see cref="MaxProperties"/>. To answer some of them would say of the rest that they aren't there.</exception>
    private static List<XElement> Distinct(IEnumerable<XElement> elements)
    {
        var distinct = elements.DistinctBy(e => e.Name).Take(MaxProperties + 1).ToList();
        return distinct.Count <= MaxProperties ? distinct : throw new DavException(StatusCodes.Status400BadRequest);
    }
}

internal enum PropertyRequestKind
{
    Named,
    All,
    Names,
}
