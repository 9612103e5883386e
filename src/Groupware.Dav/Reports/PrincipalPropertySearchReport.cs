using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.People;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-property-search (RFC 3744, section 9.4) by name and address, without regard to case.</summary>
internal static class PrincipalPropertySearchReport
{
    private const int MaxFound = 200;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        var properties = PropertyRequest.Read(request) ?? PropertyRequest.All;
        var searches = request.Elements(XmlNames.D + "property-search")
            .Select(s => (Names: s.Elements(XmlNames.D + "prop").Elements().Select(e => e.Name).ToList(), Match: s.Element(XmlNames.D + "match")?.Value.Trim() ?? "")).ToList();
        var anyOf = request.Attribute("test")?.Value == "anyof";
        var people = await dav.Features.Persons.ListAsync(search: null, withDisabled: false, dav.Cancel);
        var found = people.Where(p => searches.Count > 0 && (anyOf ? searches.Exists(s => Matches(p, s.Names, s.Match)) : searches.TrueForAll(s => Matches(p, s.Names, s.Match)))).Take(MaxFound);

        var answer = MultiStatusWriter.Begin(dav);
        foreach (var person in found) await answer.FoundAsync(new PrincipalResource(person), properties);
        await answer.EndAsync();
    }

    private static bool Matches(PersonView person, List<XName> names, string match) =>
        match.Length > 0 && names.Count > 0 && names.TrueForAll(name => Texts(person, name).Any(text => text.Contains(match, StringComparison.CurrentCultureIgnoreCase)));

    private static IEnumerable<string> Texts(PersonView person, XName name)
    {
        if (name == XmlNames.D + "displayname") return [person.DisplayName];
        return name == XmlNames.C + "calendar-user-address-set" || name == XmlNames.S + "email-address-set" ? [.. person.Aliases.Prepend(person.Address).Select(a => "mailto:" + a)] : [];
    }
}
