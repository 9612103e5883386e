using System.Xml.Linq;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Filters;

/// <summary>What filters of both kinds are refused with.</summary>
internal static class Filter
{
    public static DavException Invalid(XNamespace ns) => new(StatusCodes.Status403Forbidden, ns + "valid-filter");

    public static string NameOf(XElement element) => element.Attribute("name")?.Value is { Length: > 0 } name ? name : throw Invalid(element.Name.Namespace);
}
