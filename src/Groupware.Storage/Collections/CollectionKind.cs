namespace Groupware.Storage.Collections;

/// <summary>What a collection may hold.</summary>
public enum CollectionKind
{
    /// <summary>VEVENT (RFC 4791).</summary>
    Calendar = 1,

    /// <summary>VTODO (RFC 4791).</summary>
    TaskList = 2,

    /// <summary>vCards (RFC 6352).</summary>
    AddressBook = 3,
}
