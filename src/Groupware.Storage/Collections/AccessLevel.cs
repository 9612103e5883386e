namespace Groupware.Storage.Collections;

/// <summary>What a person may do with a collection; each level includes the ones before it.</summary>
public enum AccessLevel
{
    /// <summary>Nothing; the collection does not exist for this person.</summary>
    None = 0,

    /// <summary>When it is busy, not with what.</summary>
    FreeBusy = 1,

    /// <summary>Everything that is not private.</summary>
    Read = 2,

    /// <summary>Make, change and delete objects.</summary>
    Write = 3,

    /// <summary>Share, rename, delete the collection.</summary>
    Manage = 4,
}
