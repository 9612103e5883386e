using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;

namespace Groupware.Dav.Properties;

/// <summary>Levels of access in the words of RFC 3744, section 3, and RFC 4791, section 6.1.1. They tell what the front doors decide; they decide nothing.</summary>
internal static class Privileges
{
    public static readonly XName All = XmlNames.D + "all";
    public static readonly XName Read = XmlNames.D + "read";
    public static readonly XName Write = XmlNames.D + "write";
    public static readonly XName Bind = XmlNames.D + "bind";
    public static readonly XName Unbind = XmlNames.D + "unbind";
    public static readonly XName WriteContent = XmlNames.D + "write-content";
    public static readonly XName WriteProperties = XmlNames.D + "write-properties";
    private static readonly XName ReadFreeBusy = XmlNames.C + "read-free-busy";
    private static readonly XName[] Reading = [XmlNames.D + "read-acl", XmlNames.D + "read-current-user-privilege-set"];

    /// <summary>What the asker may do with a resource.</summary>
    public static AccessLevel AccessTo(Resource resource, DavRequest dav) => resource switch
    {
        CollectionResource c => c.View.Access,
        ObjectResource o => o.IsMaskedFor(dav.Person) && o.Collection.View.Access > AccessLevel.Read ? AccessLevel.Read : o.Collection.View.Access,
        HomeResource h => h.Owner.Id == dav.Person.Id ? AccessLevel.Manage : AccessLevel.Read,
        _ => AccessLevel.Read,
    };

    /// <summary>What is granted at a level, aggregates only: for DAV:ace.</summary>
    public static IEnumerable<XName> Granted(Resource resource, AccessLevel access) => access switch
    {
        AccessLevel.None => [],
        AccessLevel.FreeBusy => HasFreeBusy(resource) ? [ReadFreeBusy] : [],
        AccessLevel.Manage when resource is HomeResource => [Read, Bind, Unbind, .. Reading],
        AccessLevel.Manage => [All],
        AccessLevel.Write => [Read, Write, .. Reading],
        _ => [Read, .. Reading],
    };

    /// <summary>The same with all that the aggregates hold: for DAV:current-user-privilege-set (RFC 3744, section 5.5).</summary>
    public static IEnumerable<XName> Held(Resource resource, AccessLevel access) => Granted(resource, access).SelectMany(p => WithParts(resource, p));

    /// <summary>DAV:supported-privilege-set (RFC 3744, section 5.3). Nothing is abstract; there is no write-acl, since rights are given in the suite, and no unlock.</summary>
    public static void WriteSupported(XmlOut x, Resource resource) => Supported(x, resource, All);

    public static void WriteList(XmlOut x, IEnumerable<XName> privileges)
    {
        foreach (var privilege in privileges)
        {
            x.Raw("<D:privilege>"u8);
            x.Empty(privilege);
            x.Raw("</D:privilege>"u8);
        }
    }

    private static bool HasFreeBusy(Resource resource) => resource is CollectionResource { IsAddressBook: false } or ObjectResource { Collection.IsAddressBook: false };

    private static IEnumerable<XName> Parts(Resource resource, XName privilege)
    {
        if (privilege == All) return [Read, Write, .. Reading];
        if (privilege == Write) return [WriteContent, WriteProperties, Bind, Unbind];
        return privilege == Read && HasFreeBusy(resource) ? [ReadFreeBusy] : [];
    }

    private static IEnumerable<XName> WithParts(Resource resource, XName privilege) => Parts(resource, privilege).SelectMany(p => WithParts(resource, p)).Prepend(privilege);

    private static void Supported(XmlOut x, Resource resource, XName privilege)
    {
        x.Raw("<D:supported-privilege>"u8);
        WriteList(x, [privilege]);
        x.Raw("<D:description xml:lang=\"en\">"u8);
        x.Text(Description(privilege.LocalName));
        x.Raw("</D:description>"u8);
        foreach (var part in Parts(resource, privilege)) Supported(x, resource, part);
        x.Raw("</D:supported-privilege>"u8);
    }

    private static string Description(string privilege) => privilege switch
    {
        "all" => "Everything",
        "read" => "Read",
        "read-free-busy" => "Read busy times",
        "write" => "Write",
        "write-content" => "Change members",
        "write-properties" => "Change properties",
        "bind" => "Add members",
        "unbind" => "Remove members",
        "read-acl" => "Read rights",
        _ => "Read one's own rights",
    };
}
