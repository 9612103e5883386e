using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Shared;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>What the person may see of the occurrences, as the grid draws it.</summary>
public static class GridEvents
{
    private const int InitialsShown = 2;

    /// <summary>One event for each occurrence; the same event (UID and start) in several overlaid calendars is one, the person's own if there is one.</summary>
    /// <param name="busy">Title of what the person may only know to be busy.</param>
    /// <param name="untitled">Title of an event without one.</param>
    public static IReadOnlyList<GridEvent> From(SignedInPerson person, IReadOnlyList<CollectionView> calendars, IReadOnlyList<OccurrenceView> occurrences, AgendaClock clock, string busy, string untitled)
    {
        var byId = calendars.ToDictionary(static calendar => calendar.Id);
        return
        [
            .. occurrences
                .Where(occurrence => byId.ContainsKey(occurrence.Collection))
                .GroupBy(static occurrence => (occurrence.Masked ? occurrence.Name : occurrence.Uid, occurrence.RecurrenceId ?? occurrence.Start, occurrence.Start, Masked(occurrence)))
                .Select(group => Draw(person, byId, [.. group.OrderBy(occurrence => byId[occurrence.Collection].Owner == person.Id ? 0 : 1).ThenByDescending(occurrence => byId[occurrence.Collection].Access)], clock, busy, untitled)),
        ];

        // what is masked is never merged with anything
        static long Masked(OccurrenceView occurrence) => occurrence.Masked ? occurrence.ObjectId : 0;
    }

    private static GridEvent Draw(SignedInPerson person, Dictionary<CollectionId, CollectionView> calendars, IReadOnlyList<OccurrenceView> same, AgendaClock clock, string busy, string untitled)
    {
        var (first, calendar) = (same[0], calendars[same[0].Collection]);
        var mine = calendar.Owner == person.Id;
        var owners = same.Select(occurrence => calendars[occurrence.Collection]).Where(other => other.Owner != person.Id && other.OwnerName.Length > 0).Select(static other => other.OwnerName).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture).ToList();
        var (start, end) = clock.Text(first.Start, first.End, first.AllDay);
        return new GridEvent(
            new EventKey(first.Collection, first.Name, first.RecurrenceId).ToString(),
            first.Masked ? busy : first.Summary.Length > 0 ? first.Summary : untitled,
            start,
            end,
            first.AllDay,
            ColorFamily.Of(calendar.Color),
            first.Masked ? "busy" : mine && first.Tentative ? "ask" : mine ? "mine" : "other",
            owners,
            mine || calendar.OwnerName.Length == 0 ? "" : Avatar.Initials(calendar.OwnerName),
            mine ? Extra(owners) : "",
            first.Place,
            calendar.Access >= AccessLevel.Write && !first.Masked,
            first.Recurring);
    }

    private static string Extra(List<string> owners) => owners.Count > InitialsShown ? $"+{owners.Count}" : string.Join(' ', owners.Select(Avatar.Initials));
}
