using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>All live properties by name; each RFC's stand in a file of their own.</summary>
internal static class PropertyTable
{
    private static readonly Dictionary<XName, (PropertyWriter Write, bool InAllProp)> Table = Build();

    /// <summary>Names in the order they were added.</summary>
    public static IEnumerable<XName> Names => Table.Keys;

    public static bool IsLive(XName name) => Table.ContainsKey(name);

    /// <summary>Whether DAV:allprop answers it: only what is cheap and short (RFC 4918, section 9.1; RFC 4791, section 5.2).</summary>
    public static bool InAllProp(XName name) => Table[name].InAllProp;

    public static bool TryWrite(XName name, XmlOut x, Resource resource, DavRequest dav) => Table.TryGetValue(name, out var property) && property.Write(x, resource, dav);

    /// <summary>What only clients understand: "{namespace}name" to the whole element; null when the resource has none, or it wasn't read.</summary>
    public static IReadOnlyDictionary<string, string>? DeadOf(Resource resource) => resource switch
    {
        CollectionResource c => c.Details.DeadProperties,
        ObjectResource o => o.Dead,
        _ => null,
    };

    /// <summary>A live property, or a dead one of the resource.</summary>
    public static bool TryWriteAny(XName name, XmlOut x, Resource resource, DavRequest dav)
    {
        if (TryWrite(name, x, resource, dav)) return true;
        if (DeadOf(resource) is not { } dead || !dead.TryGetValue(name.ToString(), out var xml)) return false;
        x.Raw(xml);
        return true;
    }

    private static Dictionary<XName, (PropertyWriter Write, bool InAllProp)> Build()
    {
        var table = new Dictionary<XName, (PropertyWriter Write, bool InAllProp)>();
        WebDavProperties.Add(Add);
        AclProperties.Add(Add);
        CalDavProperties.Add(Add);
        CardDavProperties.Add(Add);
        SyncProperties.Add(Add);
        return table;

        void Add(XName name, bool inAllProp, PropertyWriter write) => table.Add(name, (write, inAllProp));
    }
}
