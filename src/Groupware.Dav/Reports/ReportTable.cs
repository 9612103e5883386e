using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Reports;

/// <summary>Every report, on which resources it is answered, and by what.</summary>
internal static class ReportTable
{
    private static readonly (XName Name, Func<Resource, bool> On, Func<DavRequest, Resource, XElement, Task> WriteAsync)[] Reports =
    [
        (XmlNames.C + "calendar-query", r => r is CollectionResource { IsAddressBook: false } or ObjectResource { Collection.IsAddressBook: false }, CalendarQueryReport.WriteAsync),
        (XmlNames.C + "calendar-multiget", r => r is CollectionResource { IsAddressBook: false } or ObjectResource { Collection.IsAddressBook: false } or HomeResource { Books: false }, MultiGetReport.WriteAsync),
        (XmlNames.C + "free-busy-query", r => r is CollectionResource { IsAddressBook: false }, FreeBusyQueryReport.WriteAsync),
        (XmlNames.A + "addressbook-query", r => r is CollectionResource { IsAddressBook: true }, AddressBookQueryReport.WriteAsync),
        (XmlNames.A + "addressbook-multiget", r => r is CollectionResource { IsAddressBook: true } or HomeResource { Books: true }, MultiGetReport.WriteAsync),
        (XmlNames.D + "sync-collection", r => r is CollectionResource, SyncCollectionReport.WriteAsync),
        (XmlNames.D + "expand-property", _ => true, ExpandPropertyReport.WriteAsync),
        (XmlNames.D + "principal-property-search", _ => true, PrincipalPropertySearchReport.WriteAsync),
        (XmlNames.D + "principal-search-property-set", _ => true, PrincipalSearchPropertySetReport.WriteAsync),
        (XmlNames.D + "acl-principal-prop-set", _ => true, AclPrincipalPropSetReport.WriteAsync),
        (XmlNames.D + "principal-match", _ => true, PrincipalMatchReport.WriteAsync),
    ];

    /// <summary>DAV:supported-report-set of a resource.</summary>
    public static IEnumerable<XName> For(Resource resource) => Reports.Where(r => r.On(resource)).Select(r => r.Name);

    /// <summary>The report of that name on this resource; null when it isn't supported there.</summary>
    public static Func<DavRequest, Resource, XElement, Task>? Find(XName name, Resource resource) => Array.Find(Reports, r => r.Name == name && r.On(resource)).WriteAsync;
}
