using System.Text;
using System.Xml;
using System.Xml.Linq;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Reports;

/// <summary>DAV:expand-property (RFC 3253, section 3.8): hrefs in properties answered by the properties of what they lead to.</summary>
internal static class ExpandPropertyReport
{
    private const int MaxDepth = 4;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var x = new XmlOut();
        await WriteAsync(dav, x, resource, request, MaxDepth);
        dav.Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status207MultiStatus;
        dav.Response.ContentType = "application/xml; charset=utf-8";
        var answer = new XmlOut();
        answer.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus"u8);
        answer.Raw(XmlNames.Declarations);
        answer.Raw(">"u8);
        answer.Raw(x.Written.Span);
        answer.Raw("</D:multistatus>\n"u8);
        await dav.Response.Body.WriteAsync(answer.Written, dav.Cancel);
    }

    private static async Task WriteAsync(DavRequest dav, XmlOut x, Resource resource, XElement request, int depth)
    {
        var found = new XmlOut();
        var missing = new List<XName>();
        foreach (var property in request.Elements(XmlNames.D + "property").Take(100))
        {
            var name = NameOf(property);
            var value = new XmlOut();
            if (name is null) continue;
            if (!PropertyTable.TryWrite(name, value, resource, dav)) missing.Add(name);
            else if (depth > 0 && property.Elements(XmlNames.D + "property").Any()) await ExpandAsync(dav, found, name, value, property, depth - 1);
            else found.Raw(value.Written.Span);
        }

        x.Raw("<D:response>"u8);
        x.Href(resource.Href);
        x.Raw("<D:propstat><D:prop>"u8);
        x.Raw(found.Written.Span);
        x.Raw("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"u8);
        if (missing.Count > 0)
        {
            x.Raw("<D:propstat><D:prop>"u8);
            foreach (var name in missing) x.Empty(name);
            x.Raw("</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>"u8);
        }

        x.Raw("</D:response>"u8);
    }

    private static async Task ExpandAsync(DavRequest dav, XmlOut found, XName name, XmlOut value, XElement property, int depth)
    {
        found.Start(name);
        foreach (var href in HrefsIn(value))
        {
            if (DavPath.TryParse(href) is { } path && await dav.Finder.FindAsync(path) is { } target) await WriteAsync(dav, found, target, property, depth);
            else found.Href(href);
        }

        found.End(name);
    }

    private static List<string> HrefsIn(XmlOut value)
    {
        var xml = $"<r{Encoding.UTF8.GetString(XmlNames.Declarations)}>{Encoding.UTF8.GetString(value.Written.Span)}</r>";
        return [.. XElement.Parse(xml).Descendants(XmlNames.D + "href").Select(h => h.Value)];
    }

    private static XName? NameOf(XElement property)
    {
        var name = property.Attribute("name")?.Value;
        return name is { Length: > 0 } && XmlReader.IsName(name) && !name.Contains(':', StringComparison.Ordinal) ? XName.Get(name, property.Attribute("namespace")?.Value ?? "DAV:") : null;
    }
}
