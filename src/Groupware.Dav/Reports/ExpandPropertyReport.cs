using System.Text;
using System.Xml;
using System.Xml.Linq;
using Groupware.Dav.Methods;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Reports;

/// <summary>DAV:expand-property (RFC 3253, section 3.8): hrefs in properties answered by the properties of what they lead to. With Depth 1 for the members too (RFC 3253, section 3.6).</summary>
/// <remarks>Written in memory up to its limits, so that a request that goes beyond them is refused whole.</remarks>
internal sealed class ExpandPropertyReport
{
    /// <summary>Levels of DAV:property within each other.</summary>
    private const int MaxDepth = 4;

    /// <summary>DAV:response elements of one answer, nested ones too: each level could multiply by all that a property leads to.</summary>
    private const int MaxResponses = 2000;

    /// <summary>Bytes of all values together: one large property may be led to from many places.</summary>
    private const int MaxBytes = 16 << 20;

    private readonly DavRequest dav;
    private readonly Dictionary<string, Resource?> known = new(StringComparer.Ordinal);
    private int responses;
    private int bytes;

    private ExpandPropertyReport(DavRequest dav) => this.dav = dav;

    public static async Task WriteAsync(DavRequest dav, Resource resource, XElement request)
    {
        if (dav.Depth is not (null or "0" or "1")) throw new DavException(StatusCodes.Status400BadRequest);
        var wanted = Wanted.Read(request, MaxDepth);
        var (x, report) = (new XmlOut(), new ExpandPropertyReport(dav));
        var asked = new PropertyRequest(PropertyRequestKind.Named, [.. wanted.Select(w => new XElement(w.Name))]);
        var withMembers = dav.Depth == "1";
        var noRoot = withMembers && dav.Prefers.NoRoot;
        if (resource is ObjectResource one) resource = (await DeadProperties.ReadAsync(dav, asked, [one]))[0];
        if (!noRoot) await report.WriteAsync(x, resource, wanted);
        if (withMembers)
        {
            foreach (var member in await PropFind.MembersAsync(dav, resource)) await report.WriteAsync(x, member, wanted);
            if (resource is CollectionResource collection)
            {
                await foreach (var member in PropFind.PagesAsync(dav, collection, asked)) await report.WriteAsync(x, member, wanted);
            }
        }

        var answer = MultiStatusWriter.Begin(dav);
        if (noRoot) dav.Applied("depth-noroot");
        await answer.WrittenAsync(x);
        await answer.EndAsync();
    }

    private async Task WriteAsync(XmlOut x, Resource resource, IReadOnlyList<Wanted> wanted)
    {
        if (++responses > MaxResponses) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.MatchesWithinLimits);
        if (wanted.Any(w => w.Name == XmlNames.D + "acl")) await dav.Shares.ReadAsync(resource, dav);
        var (found, value) = (new XmlOut(), new XmlOut());
        var missing = new List<XName>();
        foreach (var (name, inner) in wanted)
        {
            value.Clear();
            var there = PropertyTable.TryWriteAny(name, value, resource, dav);
            if ((bytes += value.Written.Length) > MaxBytes) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.MatchesWithinLimits);
            if (!there) missing.Add(name);
            else if (inner.Count > 0) await ExpandAsync(found, value, inner);
            else found.Raw(value.Written.Span);
        }

        x.Raw("<D:response>"u8);
        x.Href(resource.Href);
        MultiStatusWriter.PropStats(x, found, missing, dav.Prefers.Minimal);
        x.Raw("</D:response>"u8);
    }

    /// <summary>The property with a DAV:response in the place of each href of ours; others, mail addresses for instance, stay as they are.</summary>
    private async Task ExpandAsync(XmlOut found, XmlOut value, IReadOnlyList<Wanted> inner)
    {
        var property = XElement.Parse($"<r{Encoding.UTF8.GetString(XmlNames.Declarations)}>{Encoding.UTF8.GetString(value.Written.Span)}</r>", LoadOptions.PreserveWhitespace);
        foreach (var href in property.Descendants(XmlNames.D + "href").ToList())
        {
            if (DavPath.TryParse(href.Value) is not { } path) continue;
            var response = new XmlOut();
            if (await FindAsync(href.Value, path) is { } target)
            {
                await WriteAsync(response, target, inner);
            }
            else
            {
                response.Raw("<D:response>"u8);
                response.Href(href.Value);
                MultiStatusWriter.Status(response, StatusCodes.Status404NotFound);
                response.Raw("</D:response>"u8);
            }

            href.ReplaceWith(XElement.Parse($"<r{Encoding.UTF8.GetString(XmlNames.Declarations)}>{Encoding.UTF8.GetString(response.Written.Span)}</r>", LoadOptions.PreserveWhitespace).Elements());
        }

        foreach (var element in property.Elements()) found.Raw(element.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>What an href leads to, as far as the asker may see it.</summary>
    private async Task<Resource?> FindAsync(string href, DavPath path)
    {
        if (!known.TryGetValue(href, out var target)) known[href] = target = await dav.Finder.FindAsync(path);
        return target;
    }

    /// <summary>A DAV:property of the request: its name, and what to tell of the resources it leads to.</summary>
    private sealed record Wanted(XName Name, IReadOnlyList<Wanted> Inner)
    {
        public static IReadOnlyList<Wanted> Read(XElement parent, int levels)
        {
            var elements = parent.Elements(XmlNames.D + "property").ToList();
            if (elements.Count == 0) return [];
            if (levels == 0) throw new DavException(StatusCodes.Status403Forbidden, XmlNames.MatchesWithinLimits);
            var read = elements.Select(e => new Wanted(NameOf(e), Read(e, levels - 1))).DistinctBy(w => w.Name).ToList();
            return read.Count <= PropertyRequest.MaxProperties ? read : throw new DavException(StatusCodes.Status400BadRequest);
        }

        private static XName NameOf(XElement property)
        {
            var name = property.Attribute("name")?.Value ?? "";
            try
            {
                return XName.Get(XmlConvert.VerifyNCName(name), property.Attribute("namespace")?.Value ?? "DAV:");
            }
            catch (Exception error) when (error is XmlException or ArgumentException)
            {
                throw new DavException(StatusCodes.Status400BadRequest);
            }
        }
    }
}
