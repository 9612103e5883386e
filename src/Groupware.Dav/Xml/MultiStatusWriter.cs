using System.Globalization;
using System.Xml.Linq;
using Groupware.Dav.Properties;
using Groupware.Dav.Resources;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>Streams a DAV:multistatus (RFC 4918, section 13). What can fail with a status of its own has been decided before; a later failure breaks the connection.</summary>
internal sealed class MultiStatusWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly DavRequest dav;
    private readonly bool minimal;
    private readonly XmlOut x = new();
    private readonly XmlOut found = new();
    private readonly List<XName> missing = [];

    private MultiStatusWriter(DavRequest dav, bool minimal) => (this.dav, this.minimal) = (dav, minimal);

    /// <summary>Further writers of properties that only this answer has (calendar-data), asked first.</summary>
    public Func<XElement, XmlOut, Resource, bool>? Data { get; init; }

    /// <summary>Starts the answer; nothing is sent before the first flush.</summary>
    public static MultiStatusWriter Begin(DavRequest dav, Func<XElement, XmlOut, Resource, bool>? data = null)
    {
        dav.Response.StatusCode = StatusCodes.Status207MultiStatus;
        dav.Response.ContentType = "application/xml; charset=utf-8";
        if (dav.Prefers.Minimal) dav.Applied("return=minimal");
        var writer = new MultiStatusWriter(dav, dav.Prefers.Minimal) { Data = data };
        writer.x.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus"u8);
        writer.x.Raw(XmlNames.Declarations);
        writer.x.Raw(">"u8);
        return writer;
    }

    /// <summary>A resource with the properties asked for.</summary>
    public ValueTask FoundAsync(Resource resource, PropertyRequest request)
    {
        if (request.Acl) return FoundWithAclAsync(resource, request);
        Response(x, resource, request);
        return FlushIfLargeAsync();
    }

    /// <summary>A DAV:response that was written elsewhere.</summary>
    public ValueTask WrittenAsync(XmlOut response)
    {
        x.Raw(response.Written.Span);
        return FlushIfLargeAsync();
    }

    /// <summary>A resource as a bare status: 404 of one that is gone, 507 of a list that was cut.</summary>
    public ValueTask StatusAsync(string href, int status, XName? condition = null)
    {
        x.Raw("<D:response>"u8);
        x.Href(href);
        Status(x, status);
        if (condition is not null)
        {
            x.Raw("<D:error>"u8);
            x.Empty(condition);
            x.Raw("</D:error>"u8);
        }

        x.Raw("</D:response>"u8);
        return FlushIfLargeAsync();
    }

    /// <summary>Sends the rest.</summary>
    public async Task EndAsync(string? syncToken = null)
    {
        if (syncToken is not null) x.Element(XmlNames.D + "sync-token", syncToken);
        x.Raw("</D:multistatus>\n"u8);
        await FlushAsync();
    }

    private async ValueTask FoundWithAclAsync(Resource resource, PropertyRequest request)
    {
        await dav.Shares.ReadAsync(resource, dav);
        Response(x, resource, request);
        await FlushIfLargeAsync();
    }

    private void Response(XmlOut output, Resource resource, PropertyRequest request)
    {
        found.Clear();
        missing.Clear();
        if (request.Kind == PropertyRequestKind.Named)
        {
            foreach (var element in request.Elements)
            {
                if (!Write(element, found, resource)) missing.Add(element.Name);
            }
        }
        else
        {
            All(resource, request);
        }

        output.Raw("<D:response>"u8);
        output.Href(resource.Href);
        PropStats(output, found, missing, minimal);
        output.Raw("</D:response>"u8);
    }

    /// <summary>DAV:propstat of what was found, and of what isn't there unless the client can do without (RFC 8144, section 2.1).</summary>
    public static void PropStats(XmlOut output, XmlOut found, IReadOnlyCollection<XName> missing, bool minimal)
    {
        if (found.Written.Length > 0 || missing.Count == 0 || minimal)
        {
            output.Raw("<D:propstat><D:prop>"u8);
            output.Raw(found.Written.Span);
            output.Raw("</D:prop>"u8);
            Status(output, StatusCodes.Status200OK);
            output.Raw("</D:propstat>"u8);
        }

        if (missing.Count > 0 && !minimal)
        {
            output.Raw("<D:propstat><D:prop>"u8);
            foreach (var name in missing) output.Empty(name);
            output.Raw("</D:prop>"u8);
            Status(output, StatusCodes.Status404NotFound);
            output.Raw("</D:propstat>"u8);
        }
    }

    public static void Status(XmlOut output, int status) =>
        output.Raw(string.Create(CultureInfo.InvariantCulture, $"<D:status>HTTP/1.1 {status} {Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)}</D:status>"));

    private bool Write(XElement element, XmlOut output, Resource resource) =>
        (Data is not null && Data(element, output, resource)) || PropertyTable.TryWriteAny(element.Name, output, resource, dav);

    private void All(Resource resource, PropertyRequest request)
    {
        var scratch = new XmlOut();
        foreach (var name in PropertyTable.Names)
        {
            if (request.Kind == PropertyRequestKind.All)
            {
                if (PropertyTable.InAllProp(name)) PropertyTable.TryWrite(name, found, resource, dav);
            }
            else
            {
                scratch.Clear();
                if (PropertyTable.TryWrite(name, scratch, resource, dav)) found.Empty(name);
            }
        }

        foreach (var (name, xml) in PropertyTable.DeadOf(resource) ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (request.Kind == PropertyRequestKind.All) found.Raw(xml);
            else found.Empty(XName.Get(name));
        }

        foreach (var element in request.Elements.Where(e => !PropertyTable.IsLive(e.Name) || !PropertyTable.InAllProp(e.Name)))
        {
            if (!Write(element, found, resource)) missing.Add(element.Name);
        }
    }

    private ValueTask FlushIfLargeAsync() => x.Written.Length < FlushAt ? ValueTask.CompletedTask : new ValueTask(FlushAsync());

    private async Task FlushAsync()
    {
        await dav.Response.Body.WriteAsync(x.Written, dav.Cancel);
        x.Clear();
    }
}
