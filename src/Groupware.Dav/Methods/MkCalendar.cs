using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>MKCALENDAR (RFC 4791, section 5.3.1).</summary>
internal static class MkCalendar
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var body = await RequestReader.ReadAsync(dav.Request, dav.Cancel);
        if (body is not null && body.Name != XmlNames.C + "mkcalendar") throw new DavException(StatusCodes.Status415UnsupportedMediaType);
        var home = await MkCol.HomeAsync(dav, StatusCodes.Status403Forbidden, XmlNames.D + "resource-must-be-null");
        if (home.Books) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.C + "calendar-collection-location-ok");
        await MkCol.MakeAsync(dav, home, body, XmlNames.C + "mkcalendar-response");
    }
}
