using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Methods;

/// <summary>OPTIONS (RFC 4918, section 10.1): what is understood, and what may be done here.</summary>
internal static class Options
{
    public const string Compliance = "1, 3, access-control, extended-mkcol, calendar-access, calendar-no-timezone, addressbook";

    public static async Task HandleAsync(DavRequest dav)
    {
        var resource = await dav.Finder.FindAsync(dav.Path) ?? throw new DavException(StatusCodes.Status404NotFound);
        dav.Response.Headers.Allow = Allow(resource);
        dav.Response.ContentLength = 0;
    }

    public static string Allow(Resource resource) => resource switch
    {
        ObjectResource => "OPTIONS, GET, HEAD, PUT, DELETE, MOVE, COPY, PROPFIND, PROPPATCH, REPORT",
        CollectionResource => "OPTIONS, DELETE, POST, PROPFIND, PROPPATCH, REPORT",
        HomeResource => "OPTIONS, MKCALENDAR, MKCOL, PROPFIND, REPORT",
        _ => "OPTIONS, PROPFIND, REPORT",
    };
}
