using System.Globalization;
using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>RFC 4791, sections 5.2, 6.2 and 7.5.1; RFC 7809, section 5.2; RFC 6638, sections 2.4 and 9.1.</summary>
internal static class CalDavProperties
{
    public static void Add(AddProperty add)
    {
        add(XmlNames.C + "calendar-home-set", false, (x, r, _) => HomeOf(r) is { } address && WebDavProperties.Reference(x, XmlNames.C + "calendar-home-set", DavPath.Folder("calendars", address)));
        add(XmlNames.C + "calendar-user-address-set", false, Addresses);
        add(XmlNames.S + "email-address-set", false, MailAddresses);
        add(XmlNames.C + "calendar-user-type", false, (x, r, _) => r is PrincipalResource && WebDavProperties.Text(x, XmlNames.C + "calendar-user-type", "INDIVIDUAL"));
        add(XmlNames.C + "calendar-description", false, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && Description(x, XmlNames.C + "calendar-description", c));
        add(XmlNames.C + "supported-calendar-component-set", false, Components);
        add(XmlNames.C + "supported-calendar-data", false, (x, r, _) => Calendar(r) && Raw(x, "<C:supported-calendar-data><C:calendar-data content-type=\"text/calendar\" version=\"2.0\"/></C:supported-calendar-data>"));
        add(XmlNames.C + "supported-collation-set", false, (x, r, _) => Calendar(r) && Collations(x, XmlNames.C));
        add(XmlNames.C + "max-resource-size", false, (x, r, dav) => r is CollectionResource { IsAddressBook: false } c && WebDavProperties.Text(x, XmlNames.C + "max-resource-size", dav.Features.ObjectsOf(c).MaxSize.ToString(CultureInfo.InvariantCulture)));
        add(XmlNames.C + "calendar-timezone", false, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && WebDavProperties.Text(x, XmlNames.C + "calendar-timezone", CalendarTimeZone.TextOf(c)));
        add(XmlNames.C + "calendar-timezone-id", false, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && WebDavProperties.Text(x, XmlNames.C + "calendar-timezone-id", c.View.ZoneId));
        add(XmlNames.C + "schedule-calendar-transp", false, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && Transparency(x, c));
    }

    /// <summary>Collations of both CalDAV and CardDAV.</summary>
    public static bool Collations(XmlOut x, XNamespace ns)
    {
        x.Start(ns + "supported-collation-set");
        foreach (var name in Collation.Names) x.Element(ns + "supported-collation", name);
        x.End(ns + "supported-collation-set");
        return true;
    }

    public static bool Description(XmlOut x, XName name, CollectionResource collection)
    {
        if (collection.Details.Description.Length == 0) return false;
        var prefix = XmlNames.Prefix(name.Namespace) + name.LocalName;
        x.Raw(collection.Details.DescriptionLanguage.Length > 0 ? $"<{prefix} xml:lang=\"{collection.Details.DescriptionLanguage}\">" : $"<{prefix}>");
        x.Text(collection.Details.Description);
        x.Raw($"</{prefix}>");
        return true;
    }

    /// <summary>Homes are told on the principal, and where clients also look for them.</summary>
    public static string? HomeOf(Resource resource) => resource switch
    {
        PrincipalResource p => p.Person.Address,
        HomeResource h => h.Owner.Address,
        _ => null,
    };

    private static bool Calendar(Resource resource) => resource is CollectionResource { IsAddressBook: false } or HomeResource { Books: false };

    private static bool Raw(XmlOut x, string xml)
    {
        x.Raw(xml);
        return true;
    }

    private static bool Addresses(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not PrincipalResource p) return false;
        x.Start(XmlNames.C + "calendar-user-address-set");
        x.Href("mailto:" + p.Person.Address);
        foreach (var alias in p.Person.Aliases) x.Href("mailto:" + alias);
        x.Href(p.Href);
        x.End(XmlNames.C + "calendar-user-address-set");
        return true;
    }

    /// <summary>CalendarServer's: the addresses as mail knows them, what Apple's programs show beside a name that was found.</summary>
    private static bool MailAddresses(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not PrincipalResource p) return false;
        x.Start(XmlNames.S + "email-address-set");
        foreach (var address in p.Person.Aliases.Prepend(p.Person.Address)) x.Element(XmlNames.S + "email-address", address);
        x.End(XmlNames.S + "email-address-set");
        return true;
    }

    private static bool Components(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not CollectionResource { IsAddressBook: false } c) return false;
        x.Start(XmlNames.C + "supported-calendar-component-set");
        foreach (var component in c.View.Components.Split(',')) x.Raw($"<C:comp name=\"{component}\"/>");
        x.End(XmlNames.C + "supported-calendar-component-set");
        return true;
    }

    private static bool Transparency(XmlOut x, CollectionResource collection) =>
        Raw(x, collection.Details.Transparent ? "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>" : "<C:schedule-calendar-transp><C:opaque/></C:schedule-calendar-transp>");
}
