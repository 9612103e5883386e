using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Dav.Resources;
using Groupware.People;
using Groupware.Storage.Collections;

namespace Groupware.Dav;

/// <summary>The features that DAV is a door to.</summary>
internal sealed record DavFeatures(
    CollectionDirectory Collections, CollectionProperties Properties, CalendarObjects Calendars, AddressObjects AddressBooks, OccurrenceQueries Occurrences, Persons Persons, TimeProvider Clock)
{
    public ICollectionObjects ObjectsOf(CollectionResource collection) => collection.View.Kind == CollectionKind.AddressBook ? AddressBooks : Calendars;
}
