using System.Globalization;
using System.Xml.Linq;
using Groupware.Dav.Xml;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Dav.Filters;

/// <summary>A half-open range of time in UTC; either end may be missing (RFC 4791, section 9.9).</summary>
internal readonly record struct TimeRange(Instant? Start, Instant? End)
{
    private static readonly InstantPattern Pattern = InstantPattern.Create("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public Interval Interval => new(Start, End);

    /// <summary>Reads start and end attributes.</summary>
    /// <param name="both">Both must be there (expand, free-busy-query).</param>
    public static TimeRange Read(XElement element, bool both = false)
    {
        var (start, end) = (Read(element, "start"), Read(element, "end"));
        if ((start is null && end is null) || (both && (start is null || end is null)) || start >= end) throw Filter.Invalid(XmlNames.C);
        return new TimeRange(start, end);
    }

    /// <summary>What has no length counts when it lies inside.</summary>
    public bool Touches(Instant start, Instant end) => (End is null || start < End) && (Start is null || end > Start || (end == start && start >= Start));

    public bool Holds(Instant at) => (Start is null || at >= Start) && (End is null || at < End);

    private static Instant? Read(XElement element, string name)
    {
        if (element.Attribute(name)?.Value is not { } text) return null;
        var parsed = Pattern.Parse(text);
        return parsed.Success ? parsed.Value : throw Filter.Invalid(XmlNames.C);
    }
}
