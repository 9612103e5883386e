using Groupware.Storage.Collections;
using Groupware.Storage.People;

namespace Groupware.Storage.Objects.Writing;

/// <summary>Who may write what: the one place where a write is decided, the same for both databases.</summary>
internal static class WriteRules
{
    /// <summary>The refusal of a put; null when it may be written.</summary>
    public static WriteOutcome? Refuse(ObjectPut put, CollectionState? collection, AccessLevel right, ExistingObject? there, ExistingObject? uidHolder)
    {
        if (NoAccess(put.By, collection, right) is { } refused) return new(refused);
        if (Hidden(put.By, collection!, there)) return new(WriteStatus.Forbidden);
        if (!put.Precondition.Holds(there?.Hash)) return new(WriteStatus.PreconditionFailed, there?.Hash);
        if (!collection!.Takes(put.Content.Component)) return new(WriteStatus.UnsupportedComponent);
        if (there is not null && put.KeepUid && !string.Equals(there.Uid, put.Content.Uid, StringComparison.Ordinal)) return new(WriteStatus.UidConflict, there.Hash, there.Name);
        if (uidHolder is not null && uidHolder.Id != there?.Id) return new(WriteStatus.UidConflict, there?.Hash, uidHolder.Name);
        return null;
    }

    /// <summary>The refusal of a deletion; null when it may be done.</summary>
    public static WriteOutcome? Refuse(ObjectDelete delete, CollectionState? collection, AccessLevel right, ExistingObject? there)
    {
        if (NoAccess(delete.By, collection, right) is { } refused) return new(refused);
        if (there is null) return new(delete.Precondition.IfMatch is null ? WriteStatus.NotFound : WriteStatus.PreconditionFailed);
        if (Hidden(delete.By, collection!, there)) return new(WriteStatus.Forbidden);
        return delete.Precondition.Holds(there.Hash) ? null : new(WriteStatus.PreconditionFailed, there.Hash);
    }

    /// <summary>The refusal of a move; null when it may be done.</summary>
    public static WriteOutcome? Refuse(
        ObjectMove move, CollectionState? from, AccessLevel fromRight, CollectionState? to, AccessLevel toRight, ExistingObject? there, ExistingObject? target, ExistingObject? uidHolder)
    {
        if (NoAccess(move.By, from, fromRight) is { } refusedFrom) return new(refusedFrom);
        if (NoAccess(move.By, to, toRight) is { } refusedTo) return new(refusedTo);
        if (there is null) return new(WriteStatus.NotFound);
        if (Hidden(move.By, from!, there) || Hidden(move.By, to!, target) || there.Id == target?.Id) return new(WriteStatus.Forbidden);
        if (!move.Precondition.Holds(there.Hash)) return new(WriteStatus.PreconditionFailed, there.Hash);
        if (target is not null && !move.Overwrite) return new(WriteStatus.PreconditionFailed, target.Hash);
        if (!to!.Takes(there.Component)) return new(WriteStatus.UnsupportedComponent);
        if (uidHolder is not null && uidHolder.Id != there.Id && uidHolder.Id != target?.Id) return new(WriteStatus.UidConflict, there.Hash, uidHolder.Name);
        return null;
    }

    /// <summary>A collection that the person may not even read doesn't exist for them.</summary>
    private static WriteStatus? NoAccess(PersonId by, CollectionState? collection, AccessLevel right)
    {
        if (collection is null) return WriteStatus.NoCollection;
        var level = collection.Owner == by ? AccessLevel.Manage : (AccessLevel)Math.Max((int)right, (int)collection.Everyone);
        return level switch
        {
            >= AccessLevel.Write => null,
            AccessLevel.Read => WriteStatus.Forbidden,
            _ => WriteStatus.NoCollection,
        };
    }

    /// <summary>Another person's private object is seen only as busy: writing over it would lose what wasn't shown.</summary>
    private static bool Hidden(PersonId by, CollectionState collection, ExistingObject? there) =>
        there is not null && there.Classification != Classification.Public && collection.Owner != by;
}
