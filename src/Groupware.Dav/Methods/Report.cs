using Groupware.Dav.Properties;
using Groupware.Dav.Reports;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>REPORT (RFC 3253, section 3.6): by the root element of the body.</summary>
internal static class Report
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var body = await RequestReader.ReadAsync(dav.Request, dav.Cancel) ?? throw new DavException(StatusCodes.Status400BadRequest);
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        if (resource is CollectionResource { View.Access: AccessLevel.FreeBusy } && body.Name != XmlNames.C + "free-busy-query") throw DavException.NeedPrivilege(resource.Href, Privileges.Read);
        var report = ReportTable.Find(body.Name, resource) ?? throw new DavException(StatusCodes.Status403Forbidden, XmlNames.D + "supported-report");
        await report(dav, resource, body);
    }
}
