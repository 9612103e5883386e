using System.Globalization;
using Groupware.Dav.Reports;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Dav.Properties;

/// <summary>RFC 4918, section 15; RFC 3253, section 3.1.5; RFC 5842, section 3.1; RFC 5995, section 3.2.1; Apple's colour and order.</summary>
internal static class WebDavProperties
{
    private static readonly InstantPattern Rfc3339 = InstantPattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static void Add(AddProperty add)
    {
        add(XmlNames.D + "resourcetype", true, ResourceType);
        add(XmlNames.D + "displayname", true, (x, r, _) => Text(x, XmlNames.D + "displayname", DisplayName(r)));
        add(XmlNames.D + "getetag", true, (x, r, _) => r is ObjectResource o && Text(x, XmlNames.D + "getetag", $"\"{o.ETag}\""));
        add(XmlNames.D + "getcontenttype", true, (x, r, _) => r is ObjectResource o && Text(x, XmlNames.D + "getcontenttype", MediaType.Of(o)));
        add(XmlNames.D + "getcontentlength", true, (x, r, _) => r is ObjectResource o && Text(x, XmlNames.D + "getcontentlength", o.Size.ToString(CultureInfo.InvariantCulture)));
        add(XmlNames.D + "getlastmodified", true, (x, r, _) => r is ObjectResource o && Text(x, XmlNames.D + "getlastmodified", HttpDate(o.ModifiedAt)));
        add(XmlNames.D + "creationdate", true, (x, r, _) => r is ObjectResource { CreatedAt: { } at } && Text(x, XmlNames.D + "creationdate", Rfc3339.Format(at)));
        add(XmlNames.D + "supported-report-set", false, SupportedReportSet);
        add(XmlNames.D + "supported-method-set", false, SupportedMethodSet);
        add(XmlNames.D + "resource-id", false, ResourceId);
        add(XmlNames.D + "add-member", false, (x, r, _) => r is CollectionResource c && Reference(x, XmlNames.D + "add-member", c.Href));
        add(XmlNames.I + "calendar-color", true, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && Text(x, XmlNames.I + "calendar-color", CollectionColor.ToClient(c.View.Color)));
        add(XmlNames.I + "calendar-order", true, (x, r, _) => r is CollectionResource { IsAddressBook: false } c && Text(x, XmlNames.I + "calendar-order", c.View.Order.ToString(CultureInfo.InvariantCulture)));
    }

    public static string HttpDate(Instant at) => at.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);

    internal static bool Text(XmlOut x, System.Xml.Linq.XName name, string? text)
    {
        if (text is null) return false;
        x.Element(name, text);
        return true;
    }

    internal static bool Reference(XmlOut x, System.Xml.Linq.XName name, string href)
    {
        x.Reference(name, href);
        return true;
    }

    private static string? DisplayName(Resource resource) => resource switch
    {
        PrincipalResource p => p.Person.DisplayName,
        HomeResource h => h.Owner.DisplayName,
        CollectionResource c => c.View.DisplayName,
        _ => null,
    };

    private static bool ResourceType(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "resourcetype");
        if (resource is PrincipalResource) x.Empty(XmlNames.D + "principal");
        else if (resource is not ObjectResource) x.Empty(XmlNames.D + "collection");
        if (resource is CollectionResource c) x.Empty(c.IsAddressBook ? XmlNames.A + "addressbook" : XmlNames.C + "calendar");
        x.End(XmlNames.D + "resourcetype");
        return true;
    }

    private static bool SupportedReportSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "supported-report-set");
        foreach (var report in ReportTable.For(resource))
        {
            x.Raw("<D:supported-report><D:report>"u8);
            x.Empty(report);
            x.Raw("</D:report></D:supported-report>"u8);
        }

        x.End(XmlNames.D + "supported-report-set");
        return true;
    }

    private static bool SupportedMethodSet(XmlOut x, Resource resource, DavRequest dav)
    {
        x.Start(XmlNames.D + "supported-method-set");
        foreach (var method in Methods.Options.Allow(resource).Split(", ")) x.Raw($"<D:supported-method name=\"{method}\"/>");
        x.End(XmlNames.D + "supported-method-set");
        return true;
    }

    private static bool ResourceId(XmlOut x, Resource resource, DavRequest dav) => resource switch
    {
        ObjectResource o => Reference(x, XmlNames.D + "resource-id", string.Create(CultureInfo.InvariantCulture, $"urn:groupware:object:{o.Id}")),
        CollectionResource c => Reference(x, XmlNames.D + "resource-id", string.Create(CultureInfo.InvariantCulture, $"urn:groupware:collection:{c.View.Id.Value}")),
        _ => false,
    };
}
