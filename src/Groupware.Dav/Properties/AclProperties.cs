using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;

namespace Groupware.Dav.Properties;

/// <summary>RFC 3744, sections 4 and 5; RFC 5397: who is who, and what may be done. Rights are changed in the suite, not by the ACL method.</summary>
internal static class AclProperties
{
    public static void Add(AddProperty add)
    {
        add(XmlNames.D + "current-user-principal", false, (x, _, dav) => WebDavProperties.Reference(x, XmlNames.D + "current-user-principal", DavPath.Folder("principals", dav.Person.Address)));
        add(XmlNames.D + "principal-URL", false, (x, r, _) => r is PrincipalResource p && WebDavProperties.Reference(x, XmlNames.D + "principal-URL", p.Href));
        add(XmlNames.D + "principal-collection-set", false, (x, _, _) => WebDavProperties.Reference(x, XmlNames.D + "principal-collection-set", DavPath.Folder("principals")));
        add(XmlNames.D + "alternate-URI-set", false, AlternateUris);
        add(XmlNames.D + "group-member-set", false, (x, r, _) => r is PrincipalResource && Empty(x, XmlNames.D + "group-member-set"));
        add(XmlNames.D + "group-membership", false, (x, r, _) => r is PrincipalResource && Empty(x, XmlNames.D + "group-membership"));
        add(XmlNames.D + "owner", false, (x, r, _) => OwnerHref(r) is { } href ? WebDavProperties.Reference(x, XmlNames.D + "owner", href) : Empty(x, XmlNames.D + "owner"));
        // what belongs to somebody belongs to a person: the value without an href (RFC 3744, section 5.2)
        add(XmlNames.D + "group", false, (x, _, _) => Empty(x, XmlNames.D + "group"));
        add(XmlNames.D + "current-user-privilege-set", false, CurrentUserPrivilegeSet);
        add(XmlNames.D + "supported-privilege-set", false, SupportedPrivilegeSet);
        add(XmlNames.D + "acl", false, Acl);
        add(XmlNames.D + "acl-restrictions", false, AclRestrictions);
        add(XmlNames.D + "inherited-acl-set", false, InheritedAclSet);
    }

    /// <summary>The principal that owns a resource; null: the suite does.</summary>
    public static string? OwnerHref(Resource resource) => resource switch
    {
        CollectionResource { View.OwnerAddress.Length: > 0 } c => DavPath.Folder("principals", c.View.OwnerAddress),
        ObjectResource { Collection.View.OwnerAddress.Length: > 0 } o => DavPath.Folder("principals", o.Collection.View.OwnerAddress),
        HomeResource h => DavPath.Folder("principals", h.Owner.Address),
        PrincipalResource p => p.Href,
        _ => null,
    };

    /// <summary>Principals that DAV:acl names as far as the asker is told, each once; <see cref="SharesRead"/> was filled before.</summary>
    public static IEnumerable<string> PrincipalsOf(Resource resource, DavRequest dav) =>
        Entries(resource, dav).Select(e => e.Principal ?? (e.OfOwner ? OwnerHref(resource) : null)).OfType<string>().Distinct(StringComparer.Ordinal);

    private static bool CurrentUserPrivilegeSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "current-user-privilege-set");
        Privileges.WriteList(x, Privileges.Held(resource, Privileges.AccessTo(resource, dav)));
        x.End(XmlNames.D + "current-user-privilege-set");
        return true;
    }

    private static bool SupportedPrivilegeSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "supported-privilege-set");
        Privileges.WriteSupported(x, resource);
        x.End(XmlNames.D + "supported-privilege-set");
        return true;
    }

    /// <summary>Who has which right. Whoever manages a collection is told all of it, others the owner's right and their own (RFC 3744, section 8.1: a part may be visible). A member has its rights from the collection.</summary>
    private static bool Acl(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "acl");
        foreach (var (principal, ofOwner, privileges) in Entries(resource, dav))
        {
            x.Raw("<D:ace><D:principal>"u8);
            if (principal is not null) x.Href(principal);
            else x.Raw(ofOwner ? "<D:property><D:owner/></D:property>"u8 : "<D:authenticated/>"u8);
            x.Raw("</D:principal><D:grant>"u8);
            Privileges.WriteList(x, privileges);
            x.Raw("</D:grant><D:protected/>"u8);
            if (resource is ObjectResource member) x.Reference(XmlNames.D + "inherited", member.Collection.Href);
            x.Raw("</D:ace>"u8);
        }

        x.End(XmlNames.D + "acl");
        return true;
    }

    /// <summary>The entries of DAV:acl: of one principal, of whoever is the owner, or (neither) of everybody who is signed in.</summary>
    private static IEnumerable<(string? Principal, bool OfOwner, IEnumerable<XName> Privileges)> Entries(Resource resource, DavRequest dav)
    {
        var owner = OwnerHref(resource);
        if (owner is not null && resource is not PrincipalResource) yield return (null, true, Privileges.Granted(resource, AccessLevel.Manage));
        var view = resource switch
        {
            CollectionResource c => c.View,
            ObjectResource o => o.Collection.View,
            _ => null,
        };
        if (view is null || owner is null)
        {
            yield return (null, false, Privileges.Granted(resource, AccessLevel.Read));
            yield break;
        }

        if (view.Access == AccessLevel.Manage)
        {
            foreach (var share in dav.Shares.Of(view)) yield return (DavPath.Folder("principals", share.Address), false, Privileges.Granted(resource, resource is ObjectResource { IsPrivate: true } && share.Level > AccessLevel.Read ? AccessLevel.Read : share.Level));
        }
        else
        {
            yield return (DavPath.Folder("principals", dav.Person.Address), false, Privileges.Granted(resource, Privileges.AccessTo(resource, dav)));
        }
    }

    private static bool AclRestrictions(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Raw("<D:acl-restrictions><D:grant-only/><D:no-invert/></D:acl-restrictions>"u8);
        return true;
    }

    private static bool InheritedAclSet(XmlOut x, Resource resource, DavRequest dav) =>
        resource is ObjectResource o ? WebDavProperties.Reference(x, XmlNames.D + "inherited-acl-set", o.Collection.Href) : Empty(x, XmlNames.D + "inherited-acl-set");

    private static bool AlternateUris(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not PrincipalResource p) return false;
        x.Start(XmlNames.D + "alternate-URI-set");
        foreach (var address in p.Person.Aliases.Prepend(p.Person.Address)) x.Href("mailto:" + address);
        x.End(XmlNames.D + "alternate-URI-set");
        return true;
    }

    private static bool Empty(XmlOut x, XName name)
    {
        x.Empty(name);
        return true;
    }
}
