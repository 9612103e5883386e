using System.Text;
using System.Xml.Linq;
using Groupware.Dav.Methods;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-match (RFC 3744, section 9.3): below the resource, at any depth, the asker's own principal, or what names the asker in a property (DAV:owner, mostly).</summary>
internal static class PrincipalMatchReport
{
    private const int MaxFound = 10_000;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        dav.RequireDepthZero();
        var properties = PropertyRequest.Read(request) ?? new PropertyRequest(PropertyRequestKind.Named, []);
        var property = request.Element(XmlNames.D + "principal-property")?.Elements().FirstOrDefault()?.Name;
        if (property is null == request.Element(XmlNames.D + "self") is null) throw new DavException(StatusCodes.Status400BadRequest);
        var me = DavPath.Folder("principals", dav.Person.Address);

        var answer = MultiStatusWriter.Begin(dav);
        var (found, value) = (0, new XmlOut());
        await foreach (var member in BelowAsync(dav, resource, property is null ? null : properties))
        {
            if (property is null ? member is not PrincipalResource p || p.Href != me : !Names(member, property, value, dav, me)) continue;
            if (found++ < MaxFound)
            {
                await answer.FoundAsync(member, properties);
                continue;
            }

            await answer.StatusAsync(resource.Href, StatusCodes.Status507InsufficientStorage, XmlNames.MatchesWithinLimits);
            break;
        }

        await answer.EndAsync();
    }

    /// <summary>All that lies below a resource and may be read, without the resource itself.</summary>
    /// <param name="request">What is told of it; null: principals only.</param>
    private static async IAsyncEnumerable<Resource> BelowAsync(DavRequest dav, Resource resource, PropertyRequest? request)
    {
        if (request is null && resource is not (PrincipalsResource or RootResource { Href: DavPath.Root })) yield break;
        foreach (var member in await PropFind.MembersAsync(dav, resource))
        {
            yield return member;
            await foreach (var below in BelowAsync(dav, member, request)) yield return below;
        }

        if (request is null || resource is not CollectionResource { View.Access: >= AccessLevel.Read } collection) yield break;
        await foreach (var one in PropFind.PagesAsync(dav, collection, request)) yield return one;
    }

    /// <summary>Whether the property's value holds the principal's URL, as it would be answered.</summary>
    private static bool Names(Resource member, XName property, XmlOut value, DavRequest dav, string principal)
    {
        value.Clear();
        return PropertyTable.TryWrite(property, value, member, dav) && value.Written.Span.IndexOf(Encoding.UTF8.GetBytes($"<D:href>{principal}</D:href>")) >= 0;
    }
}
