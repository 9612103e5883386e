using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-search-property-set: what <see cref="PrincipalPropertySearchReport"/> can search (RFC 3744, section 9.5).</summary>
internal static class PrincipalSearchPropertySetReport
{
    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        dav.RequireDepthZero();
        if (request.HasElements) throw new DavException(StatusCodes.Status400BadRequest);
        var x = new XmlOut();
        x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:principal-search-property-set"u8);
        x.Raw(XmlNames.Declarations);
        x.Raw(">"u8);
        foreach (var (name, description, _) in PrincipalPropertySearchReport.Searchable)
        {
            x.Raw("<D:principal-search-property><D:prop>"u8);
            x.Empty(name);
            x.Raw($"</D:prop><D:description xml:lang=\"en\">{description}</D:description></D:principal-search-property>");
        }

        x.Raw("</D:principal-search-property-set>\n"u8);
        dav.Response.StatusCode = StatusCodes.Status200OK;
        dav.Response.ContentType = "application/xml; charset=utf-8";
        dav.Response.ContentLength = x.Written.Length;
        await dav.Response.Body.WriteAsync(x.Written, dav.Cancel);
    }
}
