using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;

namespace Groupware.Dav.Properties;

/// <summary>RFC 3744, sections 4 and 5; RFC 5397: who is who, and what may be done. Rights are changed in the suite, not by the ACL method.</summary>
internal static class AclProperties
{
    private static readonly string[] WriteParts = ["write-content", "write-properties", "bind", "unbind"];

    public static void Add(AddProperty add)
    {
        add(XmlNames.D + "current-user-principal", false, (x, _, dav) => WebDavProperties.Reference(x, XmlNames.D + "current-user-principal", DavPath.Folder("principals", dav.Person.Address)));
        add(XmlNames.D + "principal-URL", false, (x, r, _) => r is PrincipalResource p && WebDavProperties.Reference(x, XmlNames.D + "principal-URL", p.Href));
        add(XmlNames.D + "principal-collection-set", false, (x, _, _) => WebDavProperties.Reference(x, XmlNames.D + "principal-collection-set", DavPath.Folder("principals")));
        add(XmlNames.D + "alternate-URI-set", false, AlternateUris);
        add(XmlNames.D + "group-member-set", false, (x, r, _) => r is PrincipalResource && Empty(x, XmlNames.D + "group-member-set"));
        add(XmlNames.D + "group-membership", false, (x, r, _) => r is PrincipalResource && Empty(x, XmlNames.D + "group-membership"));
        add(XmlNames.D + "owner", false, (x, r, _) => OwnerHref(r) is { } href && WebDavProperties.Reference(x, XmlNames.D + "owner", href));
        add(XmlNames.D + "current-user-privilege-set", false, CurrentUserPrivilegeSet);
        add(XmlNames.D + "supported-privilege-set", false, SupportedPrivilegeSet);
        add(XmlNames.D + "acl", false, Acl);
        add(XmlNames.D + "acl-restrictions", false, (x, r, _) => r is not RootResource && AclRestrictions(x));
        add(XmlNames.D + "inherited-acl-set", false, (x, r, _) => r is ObjectResource o && WebDavProperties.Reference(x, XmlNames.D + "inherited-acl-set", o.Collection.Href));
    }

    /// <summary>What the asker may do with a resource.</summary>
    public static AccessLevel AccessTo(Resource resource, DavRequest dav) => resource switch
    {
        CollectionResource c => c.View.Access,
        ObjectResource o => o.Collection.View.Access,
        HomeResource h => h.Owner.Id == dav.Person.Id ? AccessLevel.Manage : AccessLevel.Read,
        _ => AccessLevel.Read,
    };

    private static string? OwnerHref(Resource resource) => resource switch
    {
        CollectionResource { View.OwnerAddress.Length: > 0 } c => DavPath.Folder("principals", c.View.OwnerAddress),
        ObjectResource { Collection.View.OwnerAddress.Length: > 0 } o => DavPath.Folder("principals", o.Collection.View.OwnerAddress),
        HomeResource h => DavPath.Folder("principals", h.Owner.Address),
        PrincipalResource p => p.Href,
        _ => null,
    };

    private static List<XName> Privileges(Resource resource, AccessLevel access)
    {
        var calendar = resource is CollectionResource { IsAddressBook: false } or ObjectResource { Collection.IsAddressBook: false };
        var may = new List<XName>();
        if (access >= AccessLevel.FreeBusy && calendar) may.Add(XmlNames.C + "read-free-busy");
        if (access >= AccessLevel.Read) may.AddRange([XmlNames.D + "read", XmlNames.D + "read-current-user-privilege-set", XmlNames.D + "read-acl"]);
        if (access >= AccessLevel.Write && resource is CollectionResource or ObjectResource) may.AddRange([XmlNames.D + "write-content", XmlNames.D + "bind", XmlNames.D + "unbind"]);
        if (access >= AccessLevel.Write && resource is ObjectResource) may.Add(XmlNames.D + "write");
        if (access == AccessLevel.Manage && resource is CollectionResource or HomeResource) may.AddRange([XmlNames.D + "write", XmlNames.D + "write-properties", XmlNames.D + "bind", XmlNames.D + "unbind", XmlNames.D + "all"]);
        else if (access == AccessLevel.Write && resource is CollectionResource) may.Add(XmlNames.D + "write");
        return [.. may.Distinct()];
    }

    private static void WritePrivileges(XmlOut x, IEnumerable<XName> privileges)
    {
        foreach (var privilege in privileges)
        {
            x.Raw("<D:privilege>"u8);
            x.Empty(privilege);
            x.Raw("</D:privilege>"u8);
        }
    }

    private static bool CurrentUserPrivilegeSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "current-user-privilege-set");
        WritePrivileges(x, Privileges(resource, AccessTo(resource, dav)));
        x.End(XmlNames.D + "current-user-privilege-set");
        return true;
    }

    private static bool SupportedPrivilegeSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "supported-privilege-set");
        x.Raw("<D:supported-privilege><D:privilege><D:all/></D:privilege><D:abstract/><D:description xml:lang=\"en\">Everything</D:description>"u8);
        Leaf("<D:read/>", "Read", "<D:supported-privilege><D:privilege><C:read-free-busy/></D:privilege><D:description xml:lang=\"en\">Read busy times</D:description></D:supported-privilege>");
        Leaf("<D:write/>", "Write", string.Concat(WriteParts.Select(n => $"<D:supported-privilege><D:privilege><D:{n}/></D:privilege><D:description xml:lang=\"en\">{n}</D:description></D:supported-privilege>")));
        Leaf("<D:read-acl/>", "Read rights", "");
        Leaf("<D:read-current-user-privilege-set/>", "Read one's own rights", "");
        x.Raw("</D:supported-privilege>"u8);
        x.End(XmlNames.D + "supported-privilege-set");
        return true;

        void Leaf(string privilege, string description, string inner) =>
            x.Raw($"<D:supported-privilege><D:privilege>{privilege}</D:privilege><D:description xml:lang=\"en\">{description}</D:description>{inner}</D:supported-privilege>");
    }

    /// <summary>The owner's right, and the asker's own; whom else a collection is shared with is told to its owner in the suite.</summary>
    private static bool Acl(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not (CollectionResource or ObjectResource or HomeResource)) return false;
        x.Start(XmlNames.D + "acl");
        x.Raw("<D:ace><D:principal><D:property><D:owner/></D:property></D:principal><D:grant><D:privilege><D:all/></D:privilege></D:grant><D:protected/></D:ace>"u8);
        if (OwnerHref(resource) != DavPath.Folder("principals", dav.Person.Address))
        {
            x.Raw("<D:ace><D:principal>"u8);
            x.Href(DavPath.Folder("principals", dav.Person.Address));
            x.Raw("</D:principal><D:grant>"u8);
            WritePrivileges(x, Privileges(resource, AccessTo(resource, dav)));
            x.Raw("</D:grant><D:protected/></D:ace>"u8);
        }

        x.End(XmlNames.D + "acl");
        return true;
    }

    private static bool AclRestrictions(XmlOut x)
    {
        x.Raw("<D:acl-restrictions><D:grant-only/><D:no-invert/></D:acl-restrictions>"u8);
        return true;
    }

    private static bool AlternateUris(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not PrincipalResource p) return false;
        x.Start(XmlNames.D + "alternate-URI-set");
        x.Href("mailto:" + p.Person.Address);
        x.End(XmlNames.D + "alternate-URI-set");
        return true;
    }

    private static bool Empty(XmlOut x, XName name)
    {
        x.Empty(name);
        return true;
    }
}
