using System.Xml.Linq;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Reports;

/// <summary>DAV:acl-principal-prop-set (RFC 3744, section 9.2): properties of the principals that DAV:acl of the resource names, as far as the asker is told them.</summary>
internal static class AclPrincipalPropSetReport
{
    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        dav.RequireDepthZero();
        var properties = PropertyRequest.Read(request) ?? new PropertyRequest(PropertyRequestKind.Named, []);
        await dav.Shares.ReadAsync(resource, dav);

        var answer = MultiStatusWriter.Begin(dav);
        foreach (var href in AclProperties.PrincipalsOf(resource, dav))
        {
            if (DavPath.TryParse(href) is { } path && await dav.Finder.FindAsync(path) is PrincipalResource principal) await answer.FoundAsync(principal, properties);
        }

        await answer.EndAsync();
    }
}
