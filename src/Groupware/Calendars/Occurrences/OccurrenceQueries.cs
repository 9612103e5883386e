using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Calendars.Occurrences;

/// <summary>What happens when: range queries on the occurrence index, evaluated beyond its reach.</summary>
public sealed class OccurrenceQueries
{
    /// <summary>Events of the collections that touch the range, by start. Private ones of others come masked as busy, so do all of a collection with free/busy right only.</summary>
    /// <param name="collections">Those the person has no right on are left out.</param>
    /// <param name="readerZone">Gives all-day and floating times their place; their Start and End come back as instants of this zone.</param>
    public Task<IReadOnlyList<OccurrenceView>> WithinAsync(SignedInPerson person, IReadOnlyCollection<CollectionId> collections, Interval range, DateTimeZone readerZone, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>All VTODO objects of a collection with their texts.</summary>
    public Task<IReadOnlyList<StoredObject>> TodosAsync(SignedInPerson person, CollectionId collection, CancellationToken cancel) => throw new NotSupportedException();
}
