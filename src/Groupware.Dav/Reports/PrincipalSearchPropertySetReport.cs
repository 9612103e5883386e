using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-search-property-set (RFC 3744, section 9.5).</summary>
internal static class PrincipalSearchPropertySetReport
{
    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var x = new XmlOut();
        x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:principal-search-property-set"u8);
        x.Raw(XmlNames.Declarations);
        x.Raw("""><D:principal-search-property><D:prop><D:displayname/></D:prop><D:description xml:lang="en">Name</D:description></D:principal-search-property>"""u8);
        x.Raw("""<D:principal-search-property><D:prop><C:calendar-user-address-set/></D:prop><D:description xml:lang="en">Mail address</D:description></D:principal-search-property></D:principal-search-property-set>"""u8);
        dav.Response.StatusCode = StatusCodes.Status200OK;
        dav.Response.ContentType = "application/xml; charset=utf-8";
        dav.Response.ContentLength = x.Written.Length;
        await dav.Response.Body.WriteAsync(x.Written, dav.Cancel);
    }
}
