using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-match (RFC 3744, section 9.3): DAV:self is the asker; of resources, those in the asker's homes that the asker owns.</summary>
internal static class PrincipalMatchReport
{
    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var properties = PropertyRequest.Read(request) ?? new PropertyRequest(PropertyRequestKind.Named, []);
        var answer = MultiStatusWriter.Begin(dav);
        if (request.Element(XmlNames.D + "self") is not null && await dav.Features.Persons.FindAsync(dav.Person.Id, dav.Cancel) is { } me) await answer.FoundAsync(new PrincipalResource(me), properties);
        else if (request.Element(XmlNames.D + "principal-property")?.Element(XmlNames.D + "owner") is not null && resource is HomeResource home)
        {
            foreach (var member in (await dav.Finder.MembersAsync(home)).Where(m => m.View.Owner == dav.Person.Id)) await answer.FoundAsync(member, properties);
        }

        await answer.EndAsync();
    }
}
