using Groupware.Storage.Collections;
using Groupware.Storage.People;

namespace Groupware.Storage.Objects.Writing;

/// <summary>What a writer read of a collection, in the transaction that will change it.</summary>
internal sealed record CollectionState(CollectionId Id, PersonId Owner, string Components, AccessLevel Everyone, long SyncToken)
{
    public bool Takes(string component)
    {
        foreach (var range in Components.AsSpan().Split(','))
        {
            if (Components.AsSpan(range).Equals(component, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

/// <summary>What a writer read of an object that is there.</summary>
internal sealed record ExistingObject(long Id, string Name, string Uid, string Component, string Hash, Classification Classification, long OccurrenceHash, long Revision);
