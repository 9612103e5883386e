using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>One instance of an event as one person sees it.</summary>
/// <param name="RecurrenceId">The instance's original start; null when the object doesn't recur.</param>
/// <param name="Start">For all-day and floating ones already in the reader's zone.</param>
/// <param name="End">First moment after it.</param>
/// <param name="Summary">Empty when the reader may only know that it is busy.</param>
/// <param name="Classification">"PUBLIC", "PRIVATE" or "CONFIDENTIAL".</param>
/// <param name="Recurring">The object has a rule, dates or overrides.</param>
/// <param name="Component">"VEVENT" or "VTODO".</param>
/// <param name="Masked">The reader sees only that it is busy: not to be opened.</param>
public sealed record OccurrenceView(
    long ObjectId,
    CollectionId Collection,
    string Name,
    string ETag,
    Instant? RecurrenceId,
    Instant Start,
    Instant End,
    bool AllDay,
    bool Floating,
    bool Busy,
    bool Tentative,
    string Uid,
    string Summary,
    string Place,
    string Classification,
    bool Recurring,
    string Component,
    bool Masked);
