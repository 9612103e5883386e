using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.People;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:principal-property-search (RFC 3744, section 9.4) over the people of the directory whose accounts are open. Letters match in any case and with or without accents.</summary>
internal static class PrincipalPropertySearchReport
{
    /// <summary>What can be searched: the property, what it is, and a person's values.</summary>
    public static readonly IReadOnlyList<(XName Name, string Description, Func<PersonView, IEnumerable<string>> Of)> Searchable =
    [
        (XmlNames.D + "displayname", "Name", p => [p.DisplayName]),
        (XmlNames.C + "calendar-user-address-set", "Calendar address", p => Addresses(p).Select(a => "mailto:" + a)),
        (XmlNames.C + "calendar-user-type", "Kind of calendar user", _ => ["INDIVIDUAL"]),
        (XmlNames.S + "email-address-set", "Mail address", Addresses),
    ];

    private const int MaxFound = 200;
    private const int MaxSearches = 20;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        dav.RequireDepthZero();
        var properties = PropertyRequest.Read(request) ?? new PropertyRequest(PropertyRequestKind.Named, []);
        var searches = request.Elements(XmlNames.D + "property-search").Select(Read).ToList();
        if (searches.Count == 0) throw new DavException(StatusCodes.Status400BadRequest);
        if (searches.Count > MaxSearches) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.MatchesWithinLimits);
        var anyOf = request.Attribute("test")?.Value == "anyof";   // CalendarServer's; RFC 3744 knows AND only
        var people = Reaches(resource, request) ? await dav.Features.Persons.ListAsync(search: null, withDisabled: false, dav.Cancel) : [];
        var found = people.Where(p => anyOf ? searches.Exists(s => s(p)) : searches.TrueForAll(s => s(p))).Take(MaxFound + 1).ToList();

        var answer = MultiStatusWriter.Begin(dav);
        foreach (var person in found.Take(MaxFound)) await answer.FoundAsync(new PrincipalResource(person), properties);
        // who types two letters gets the first names, and is told that there are more
        if (found.Count > MaxFound) await answer.StatusAsync(resource.Href, StatusCodes.Status507InsufficientStorage, XmlNames.MatchesWithinLimits);
        await answer.EndAsync();
    }

    /// <summary>Only principals below the resource are searched, unless the request says all of them.</summary>
    private static bool Reaches(Resource resource, XElement request) =>
        resource is PrincipalsResource or RootResource { Href: DavPath.Root } || request.Element(XmlNames.D + "apply-to-principal-collection-set") is not null;

    /// <summary>One search: all properties it names must match; one that isn't searchable never does.</summary>
    private static Func<PersonView, bool> Read(XElement search)
    {
        var names = search.Elements(XmlNames.D + "prop").Elements().Select(e => e.Name).Distinct().ToList();
        var match = search.Element(XmlNames.D + "match") ?? throw new DavException(StatusCodes.Status400BadRequest);
        var wanted = Fold(match.Value.Trim());
        var values = names.ConvertAll(name => Searchable.FirstOrDefault(s => s.Name == name).Of);
        Func<string, bool> matches = match.Attribute("match-type")?.Value switch
        {
            "equals" => text => Fold(text) == wanted,
            "starts-with" => text => Fold(text).StartsWith(wanted, StringComparison.Ordinal),
            "ends-with" => text => Fold(text).EndsWith(wanted, StringComparison.Ordinal),
            _ => text => Fold(text).Contains(wanted, StringComparison.Ordinal),
        };
        return person => wanted.Length > 0 && values.Count > 0 && values.TrueForAll(of => of is not null && of(person).Any(matches));
    }

    private static string Fold(string text) => Collation.UnicodeCasemap.Fold(text);

    private static IEnumerable<string> Addresses(PersonView person) => person.Aliases.Prepend(person.Address);
}
