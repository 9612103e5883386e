using Groupware.Storage.People;
using NodaTime;

namespace Groupware.Storage.Collections;

/// <summary>A calendar, a task list or an address book with its counter; the objects in it are <see cref="Objects.CollectionObject"/>s.</summary>
public sealed class Collection
{
    /// <summary>Made by the database.</summary>
    public CollectionId Id { get; set; }

    /// <summary>Whose it is; 0 is the suite itself (the company directory).</summary>
    public PersonId OwnerId { get; set; }

    /// <summary>What the suite shows it as.</summary>
    public CollectionKind Kind { get; set; }

    /// <summary>It lies in the home of address books, whose names are apart from those of calendars.</summary>
    public bool IsBook { get; set; }

    /// <summary>Comma-separated component names a member may have, in the client's order: "VEVENT", "VEVENT,VTODO", "VCARD".</summary>
    public string Components { get; set; } = "";

    /// <summary>Last segment of the collection's URL, unique in the owner's home of its kind; never changed by a rename.</summary>
    public string PathName { get; set; } = "";

    /// <summary>What people read.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>calendar-description or addressbook-description; empty is none.</summary>
    public string Description { get; set; } = "";

    /// <summary>xml:lang of <see cref="Description"/>; empty is none.</summary>
    public string DescriptionLanguage { get; set; } = "";

    /// <summary>"c1".."c12" of the palette, or what a client sent (#rrggbb, #rrggbbaa).</summary>
    public string Color { get; set; } = "";

    /// <summary>Place in the owner's list.</summary>
    public int SortOrder { get; set; }

    /// <summary>IANA zone that gives floating and all-day times their meaning; null is the owner's.</summary>
    public string? ZoneId { get; set; }

    /// <summary>calendar-timezone as a client sent it (RFC 4791, section 5.2.2); null is none.</summary>
    public string? TimeZoneText { get; set; }

    /// <summary>schedule-calendar-transp: its events never make anybody busy (RFC 6638, section 9.1).</summary>
    public bool Transparent { get; set; }

    /// <summary>What everybody of the suite may do with it; <see cref="AccessLevel.Read"/> on the company directory.</summary>
    public AccessLevel Everyone { get; set; }

    /// <summary>Part of every sync token; another number after a restore from backup, so that old tokens end.</summary>
    public long Epoch { get; set; }

    /// <summary>The counter: raised in the transaction of each change, never by anything else.</summary>
    public long SyncToken { get; set; }

    /// <summary>Changes up to this token are no longer in the log; an older token isn't honoured.</summary>
    public long PurgedTo { get; set; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it was deleted; kept for a while for undo. Null while it lives.</summary>
    public Instant? DeletedAt { get; set; }
}
