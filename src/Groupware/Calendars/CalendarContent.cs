using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.Formats.ICalendar;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Calendars;

/// <summary>Reads a calendar object before it is queued: is it one, and what must the index know of it.</summary>
internal static class CalendarContent
{
    /// <summary>Largest object taken, in bytes (max-resource-size): a year's guest lists and small attachments.</summary>
    public const int MaxSize = 10 << 20;

    private static readonly string[] Kinds = ["VEVENT", "VTODO", "VJOURNAL"];

    /// <summary>Reads and judges a text.</summary>
    /// <remarks>RFC 4791, sections 4.1 and 5.3.2.1.</remarks>
    public static ContentOrRefusal Read(ReadOnlyMemory<byte> body, Instant now)
    {
        if (body.Length > MaxSize) return new PutOutcome(PutStatus.TooLarge);
        if (StoredText.Defect(body.Span) is { } defect) return new PutOutcome(PutStatus.InvalidData, Detail: defect);
        var scan = CalendarScan.Read(body);
        if (scan.Defect is { } broken) return new PutOutcome(PutStatus.InvalidData, Detail: broken.ToString());
        if (scan.Calendars == 0) return new PutOutcome(PutStatus.InvalidData, Detail: "an iCalendar text holds a VCALENDAR");
        if (NotOneObject(scan) is { } rule) return new PutOutcome(PutStatus.InvalidObject, Detail: rule);
        if (!Kinds.Contains(scan.Component, StringComparer.Ordinal)) return new PutOutcome(PutStatus.UnsupportedComponent);
        if (OccurrenceIndexer.Build(body, scan, now) is not { } occurrences) return new PutOutcome(PutStatus.TooManyInstances);
        return new ObjectContent(
            scan.Uid!,   // NotOneObject refuses one without
            scan.Component,
            body,
            StoredText.Hash(body.Span),
            StoredText.Cut(scan.Summary, 500),
            StoredText.Cut(scan.Location, 500),
            ClassificationOf(scan.Classification),
            scan.Recurring || scan.HasOverrides,
            occurrences,
            []);
    }

    /// <summary>A value nobody knows is treated as PRIVATE (RFC 5545, section 3.8.1.3).</summary>
    public static Classification ClassificationOf(string value) => value switch
    {
        "" or "PUBLIC" => Classification.Public,
        "CONFIDENTIAL" => Classification.Confidential,
        _ => Classification.Private,
    };

    private static string? NotOneObject(CalendarScan scan) => scan switch
    {
        { Calendars: > 1 } => "one VCALENDAR only (RFC 4791, section 4.1)",
        { Method: not null } => "no METHOD in a stored object (RFC 4791, section 4.1)",
        { Components: 0 } => "at least one component (RFC 4791, section 4.1)",
        { SeveralKinds: true } => "one kind of component only (RFC 4791, section 4.1)",
        { MissingUid: true } or { Uid: null } => "a UID in every component (RFC 5545, section 3.8.4.7)",
        { SeveralUids: true } => "the same UID in all components (RFC 4791, section 4.1)",
        _ => null,
    };
}
