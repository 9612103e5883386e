using System.Xml.Linq;

namespace Groupware.Dav.Xml;

/// <summary>Namespaces with their fixed prefixes, and the names that code decides on.</summary>
internal static class XmlNames
{
    /// <summary>Prefix D (RFC 4918).</summary>
    public static readonly XNamespace D = "DAV:";

    /// <summary>Prefix C (RFC 4791).</summary>
    public static readonly XNamespace C = "urn:ietf:params:xml:ns:caldav";

    /// <summary>Prefix A (RFC 6352).</summary>
    public static readonly XNamespace A = "urn:ietf:params:xml:ns:carddav";

    /// <summary>Prefix S: calendarserver.org extensions that clients ask for (getctag).</summary>
    public static readonly XNamespace S = "http://calendarserver.org/ns/";

    /// <summary>Prefix I: Apple's calendar-color and calendar-order.</summary>
    public static readonly XNamespace I = "http://apple.com/ns/ical/";

    public static readonly XName NeedPrivileges = D + "need-privileges";
    public static readonly XName MatchesWithinLimits = D + "number-of-matches-within-limits";
    public static readonly XName CalendarData = C + "calendar-data";
    public static readonly XName AddressData = A + "address-data";

    /// <summary>Declarations for the root element of an answer.</summary>
    public static ReadOnlySpan<byte> Declarations =>
        " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:A=\"urn:ietf:params:xml:ns:carddav\" xmlns:S=\"http://calendarserver.org/ns/\" xmlns:I=\"http://apple.com/ns/ical/\""u8;

    /// <summary>The prefix of a namespace declared above; null for any other.</summary>
    public static string? Prefix(XNamespace ns) =>
        ns == D ? "D:" : ns == C ? "C:" : ns == A ? "A:" : ns == S ? "S:" : ns == I ? "I:" : null;
}
