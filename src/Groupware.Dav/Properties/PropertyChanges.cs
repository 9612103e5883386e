using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Properties;

/// <summary>The instructions of PROPPATCH, MKCALENDAR and extended MKCOL, read into what the suite can do; each property is judged, all are done or none.</summary>
internal sealed class PropertyChanges
{
    private const int MaxDeadSize = 64 * 1024;
    private static readonly XName Language = XNamespace.Xml + "lang";

    private readonly Dictionary<string, string?> dead = new(StringComparer.Ordinal);
    private readonly List<(XName Name, int Status, XName? Condition)> results = [];
    private readonly bool making;
    private readonly CollectionKind? kind;
    private CollectionPropertyChanges changes = new();
    private string? resource;

    /// <summary>Nothing read yet.</summary>
    /// <param name="making">The collection is being made: its type and components may be given.</param>
    /// <param name="kind">Null: a member, which has dead properties only.</param>
    private PropertyChanges(bool making, CollectionKind? kind) => (this.making, this.kind) = (making, kind);

    /// <summary>Each property with 200, or what is wrong with it.</summary>
    public IReadOnlyList<(XName Name, int Status, XName? Condition)> Results => results;

    public bool Failed => results.Exists(r => r.Status != StatusCodes.Status200OK);

    public CollectionPropertyChanges Changes => changes with { Dead = dead.Count > 0 ? dead : null };

    public IReadOnlyDictionary<string, string?> Dead => dead;

    /// <summary>Components of a new collection, comma-separated; null when not given.</summary>
    public string? Components { get; private set; }

    /// <summary>Reads DAV:set and DAV:remove elements in their order.</summary>
    public static PropertyChanges Read(XElement request, bool making, CollectionKind? kind)
    {
        var read = new PropertyChanges(making, kind);
        foreach (var instruction in request.Elements().Where(e => e.Name == XmlNames.D + "set" || e.Name == XmlNames.D + "remove"))
        {
            foreach (var property in instruction.Elements(XmlNames.D + "prop").Elements())
            {
                var condition = instruction.Name == XmlNames.D + "set" ? read.Set(property) : read.Remove(property);
                read.results.Add((property.Name, condition is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden, condition));
            }
        }

        return read;
    }

    /// <summary>The results as DAV:propstat elements; with one failure the others are 424 (RFC 4918, section 9.2).</summary>
    public void WriteTo(XmlOut x)
    {
        foreach (var group in results.GroupBy(r => (Status: r.Status == StatusCodes.Status200OK && Failed ? StatusCodes.Status424FailedDependency : r.Status, r.Condition)))
        {
            x.Raw("<D:propstat><D:prop>"u8);
            foreach (var name in group.Select(r => r.Name).Distinct()) x.Empty(name);
            x.Raw("</D:prop>"u8);
            MultiStatusWriter.Status(x, group.Key.Status);
            if (group.Key is { Condition: { } condition, Status: StatusCodes.Status403Forbidden })
            {
                x.Raw("<D:error>"u8);
                DavError.WriteCondition(x, condition, condition == XmlNames.NeedPrivileges ? resource : null, condition == XmlNames.NeedPrivileges ? Privileges.WriteProperties : null);
                x.Raw("</D:error>"u8);
            }

            x.Raw("</D:propstat>"u8);
        }
    }

    /// <summary>The person may not. To one who writes in another's collection, what holds for everybody is protected, and colour and order are their own; to others everything is.</summary>
    /// <param name="href">The resource.</param>
    /// <param name="mayWrite">The person holds DAV:write-properties there.</param>
    public void Refuse(string href, bool mayWrite)
    {
        resource = href;
        var ownOnly = mayWrite && results.Exists(r => !IsOwn(r.Name));
        for (var i = 0; i < results.Count; i++)
        {
            if (!ownOnly) results[i] = (results[i].Name, StatusCodes.Status403Forbidden, XmlNames.NeedPrivileges);
            else if (!IsOwn(results[i].Name)) results[i] = (results[i].Name, StatusCodes.Status403Forbidden, Protected);
        }
    }

    private static bool IsOwn(XName name) => name == XmlNames.I + "calendar-color" || name == XmlNames.I + "calendar-order";

    private XName? Set(XElement property)
    {
        var (name, text) = (property.Name, property.Value);
        if (kind is null) return PropertyTable.IsLive(name) ? Protected : SetDead(property);
        if (name == XmlNames.D + "displayname") changes = changes with { DisplayName = text.Trim() };
        else if (name == XmlNames.C + "calendar-description" || name == XmlNames.A + "addressbook-description") changes = changes with { Description = (text, InheritedLanguage(property) ?? "") };
        else if (name == XmlNames.I + "calendar-color") changes = changes with { Color = CollectionColor.FromClient(text) };
        else if (name == XmlNames.I + "calendar-order") return SetOrder(text);
        else if (name == XmlNames.C + "calendar-timezone") return SetTimeZone(text);
        else if (name == XmlNames.C + "calendar-timezone-id") return SetTimeZoneId(text.Trim());
        else if (name == XmlNames.C + "schedule-calendar-transp") changes = changes with { Transparent = property.Element(XmlNames.C + "transparent") is not null };
        else if (making && name == XmlNames.D + "resourcetype") return SetType(property);
        else if (making && name == XmlNames.C + "supported-calendar-component-set" && kind != CollectionKind.AddressBook) return SetComponents(property);
        else return PropertyTable.IsLive(name) ? Protected : SetDead(property);
        return null;
    }

    private XName? Remove(XElement property)
    {
        var name = property.Name;
        if (kind is not null)
        {
            if (name == XmlNames.C + "calendar-description" || name == XmlNames.A + "addressbook-description") changes = changes with { Description = ("", "") };
            else if (name == XmlNames.C + "calendar-timezone" || name == XmlNames.C + "calendar-timezone-id") changes = changes with { TimeZone = (null, null) };
            else if (name == XmlNames.C + "schedule-calendar-transp") changes = changes with { Transparent = false };
            else if (PropertyTable.IsLive(name)) return Protected;
            else dead[name.ToString()] = null;
            return null;
        }

        if (PropertyTable.IsLive(name)) return Protected;
        dead[name.ToString()] = null;   // removing what isn't there is no error (RFC 4918, section 14.23)
        return null;
    }

    private static XName Protected => XmlNames.D + "cannot-modify-protected-property";

    private XName? SetOrder(string text)
    {
        if (!int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)) return XmlNames.D + "valid-property-value";
        changes = changes with { Order = order };
        return null;
    }

    private XName? SetTimeZone(string text)
    {
        if (!CalendarTimeZone.TryRead(text, out var zoneId)) return XmlNames.C + "valid-calendar-data";
        changes = changes with { TimeZone = (text, zoneId) };
        return null;
    }

    private XName? SetTimeZoneId(string zoneId)
    {
        if (!CalendarTimeZone.IsKnown(zoneId)) return XmlNames.C + "valid-timezone";
        changes = changes with { TimeZone = (CalendarTimeZone.TextFor(zoneId), zoneId) };
        return null;
    }

    private XName? SetType(XElement property) =>
        property.Elements().Select(e => e.Name).ToHashSet().SetEquals([XmlNames.D + "collection", kind == CollectionKind.AddressBook ? XmlNames.A + "addressbook" : XmlNames.C + "calendar"])
            ? null
            : XmlNames.D + "valid-resourcetype";

    private XName? SetComponents(XElement property)
    {
        var names = property.Elements(XmlNames.C + "comp").Select(c => (c.Attribute("name")?.Value ?? "").Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0 || names.Exists(n => n is not ("VEVENT" or "VTODO" or "VJOURNAL"))) return XmlNames.C + "supported-calendar-component";
        Components = string.Join(',', names);
        return null;
    }

    private XName? SetDead(XElement property)
    {
        var alone = new XElement(property);
        if (alone.Attribute(Language) is null && InheritedLanguage(property) is { } language) alone.SetAttributeValue(Language, language);
        var xml = alone.ToString(SaveOptions.DisableFormatting);
        if (xml.Length > MaxDeadSize || property.Name.ToString().Length > 500 || dead.Count >= CollectionProperties.MaxDeadProperties) return XmlNames.D + "valid-property-value";
        dead[property.Name.ToString()] = xml;
        return null;
    }

    private static string? InheritedLanguage(XElement element) => element.AncestorsAndSelf().Select(e => e.Attribute(Language)?.Value).FirstOrDefault(l => l is not null) is { } found && XmlConvert.VerifyXmlChars(found).All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? found : null;
}
