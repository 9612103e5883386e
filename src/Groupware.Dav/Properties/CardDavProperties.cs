using System.Globalization;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>RFC 6352, sections 6.2, 7.1 and 8.3.1.</summary>
internal static class CardDavProperties
{
    public static void Add(AddProperty add)
    {
        add(XmlNames.A + "addressbook-home-set", false, (x, r, _) => CalDavProperties.HomeOf(r) is { } address && WebDavProperties.Reference(x, XmlNames.A + "addressbook-home-set", DavPath.Folder("addressbooks", address)));
        add(XmlNames.A + "addressbook-description", false, (x, r, _) => r is CollectionResource { IsAddressBook: true } c && CalDavProperties.Description(x, XmlNames.A + "addressbook-description", c));
        add(XmlNames.A + "supported-address-data", false, SupportedAddressData);
        add(XmlNames.A + "supported-collation-set", false, (x, r, _) => r is CollectionResource { IsAddressBook: true } && CalDavProperties.Collations(x, XmlNames.A));
        add(XmlNames.A + "max-resource-size", false, (x, r, dav) => r is CollectionResource { IsAddressBook: true } c && WebDavProperties.Text(x, XmlNames.A + "max-resource-size", dav.Features.ObjectsOf(c).MaxSize.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool SupportedAddressData(XmlOut x, Resource resource, DavRequest dav)
    {
        if (resource is not CollectionResource { IsAddressBook: true }) return false;
        x.Raw("<A:supported-address-data><A:address-data-type content-type=\"text/vcard\" version=\"3.0\"/><A:address-data-type content-type=\"text/vcard\" version=\"4.0\"/></A:supported-address-data>"u8);
        return true;
    }
}
