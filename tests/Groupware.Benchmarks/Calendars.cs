using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Groupware.Testing;

namespace Groupware.Benchmarks;

/// <summary>Events by CalDAV, as a phone writes them.</summary>
internal static class Calendars
{
    private static readonly XNamespace Dav = "DAV:";
    private static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";

    /// <summary>Address of the person's first calendar for events.</summary>
    public static async Task<string> FirstAsync(HttpClient client, string name)
    {
        var home = $"/dav/calendars/{Suite.Address(name)}/";
        using var request = Propfind(home, new XElement(Dav + "prop", new XElement(Dav + "resourcetype"), new XElement(CalDav + "supported-calendar-component-set")), "1");
        using var answer = await client.SendAsync(request);
        var found = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var calendar = found.Descendants(Dav + "response").FirstOrDefault(response => response.Descendants(CalDav + "calendar").Any() && response.Descendants(CalDav + "comp").Any(comp => comp.Attribute("name")?.Value == "VEVENT"));
        return calendar?.Element(Dav + "href")?.Value ?? throw new InvalidOperationException($"{name} has no calendar at {home}");
    }

    public static async Task PutAsync(HttpClient client, string calendar, string uid, DateTime start, string title)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\n")
            .Append(CultureInfo.InvariantCulture, $"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start:yyyyMMdd'T'HHmmss'Z'}\r\nDURATION:PT45M\r\nSUMMARY:{title}\r\n")
            .Append("END:VEVENT\r\nEND:VCALENDAR\r\n");
        using var content = new StringContent(text.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("text/calendar"));
        using var answer = await client.PutAsync(new Uri($"{calendar}{uid}.ics", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Propfind(string address, XElement what, string depth)
    {
        var request = new HttpRequestMessage(new HttpMethod("PROPFIND"), new Uri(address, UriKind.RelativeOrAbsolute))
        {
            Content = new StringContent(new XElement(Dav + "propfind", what).ToString(), Encoding.UTF8, "application/xml"),
        };
        request.Headers.Add("Depth", depth);
        return request;
    }
}
