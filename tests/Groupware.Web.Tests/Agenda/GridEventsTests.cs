using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class GridEventsTests
{
    private static readonly SignedInPerson Alice = new(new PersonId(1), "alice@example.test", "Alice Moreau", "en", "Europe/Paris", false);
    private static readonly AgendaClock Paris = new(DateTimeZoneProviders.Tzdb["Europe/Paris"]);
    private static readonly CollectionView Mine = Calendar(1, 1, "Alice Moreau", AccessLevel.Manage, "c1");
    private static readonly CollectionView Bobs = Calendar(2, 2, "Bob Keller", AccessLevel.Read, "c3");
    private static readonly CollectionView Carols = Calendar(3, 3, "Carol Nguyen", AccessLevel.Write, "c8");

    [Fact]
    public void My_own_is_solid_and_may_be_moved()
    {
        var drawn = Assert.Single(Draw(Occurrence(Mine)));
        Assert.Equal(("mine", 1, "", true), (drawn.Kind, drawn.Family, drawn.Initials, drawn.Editable));
    }

    [Fact]
    public void A_colleagues_has_initials_and_stays_where_it_is_without_the_right_to_write()
    {
        var drawn = Assert.Single(Draw(Occurrence(Bobs)));
        Assert.Equal(("other", 3, "BK", false), (drawn.Kind, drawn.Family, drawn.Initials, drawn.Editable));
        Assert.True(Assert.Single(Draw(Occurrence(Carols))).Editable);
    }

    [Fact]
    public void The_same_event_in_several_calendars_is_drawn_once_as_mine()
    {
        var drawn = Assert.Single(Draw(Occurrence(Bobs), Occurrence(Carols), Occurrence(Mine)));
        Assert.Equal(("mine", "BK CN"), (drawn.Kind, drawn.Extra));
        Assert.Equal(["Bob Keller", "Carol Nguyen"], drawn.Who);
    }

    [Fact]
    public void What_is_masked_is_busy_never_merged_and_never_moved()
    {
        var masked = Occurrence(Carols) with { Masked = true, Summary = "", Place = "" };
        var drawn = Draw(masked, masked with { ObjectId = 9, Name = "other.ics" });
        Assert.Equal(2, drawn.Count);
        Assert.All(drawn, each => Assert.Equal(("busy", "Busy", false), (each.Kind, each.Title, each.Editable)));
    }

    [Fact]
    public void Not_answered_is_outlined_and_without_a_title_it_says_so()
    {
        var drawn = Assert.Single(Draw(Occurrence(Mine) with { Tentative = true, Summary = "" }));
        Assert.Equal(("ask", "No title"), (drawn.Kind, drawn.Title));
    }

    [Fact]
    public void Two_instances_of_a_series_are_two_events()
    {
        var first = Occurrence(Mine) with { Recurring = true, RecurrenceId = Instant.FromUtc(2026, 6, 4, 8, 30) };
        var second = first with { RecurrenceId = Instant.FromUtc(2026, 6, 11, 8, 30), Start = Instant.FromUtc(2026, 6, 11, 8, 30), End = Instant.FromUtc(2026, 6, 11, 9, 30) };
        var drawn = Draw(first, second);
        Assert.Equal(2, drawn.Select(static each => each.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_calendar_without_right_is_not_drawn() => Assert.Empty(GridEvents.From(Alice, [Mine], [Occurrence(Bobs)], Paris, "Busy", "No title"));

    [Fact]
    public void Overlaid_calendars_differ_in_colour()
    {
        var families = CalendarColors.Families(Alice, [Mine, Bobs with { Color = "c1" }, Carols with { Color = "c1" }]);
        Assert.Equal(1, families[Mine.Id]);
        Assert.Equal(3, families.Values.Distinct().Count());
    }

    private static IReadOnlyList<GridEvent> Draw(params OccurrenceView[] occurrences) => GridEvents.From(Alice, [Mine, Bobs, Carols], occurrences, Paris, "Busy", "No title");

    private static OccurrenceView Occurrence(CollectionView calendar) => new(
        calendar.Id.Value, calendar.Id, "deck.ics", "e", null, Instant.FromUtc(2026, 6, 4, 8, 30), Instant.FromUtc(2026, 6, 4, 9, 30), false, false, true, false, "deck", "Deck review", "Fjord", "PUBLIC", false, "VEVENT", false);

    private static CollectionView Calendar(long id, long owner, string name, AccessLevel access, string color) => new(
        new CollectionId(id), CollectionKind.Calendar, new PersonId(owner), name, $"{name[..3]}@example.test", "work", "Work", color, 0, null, access, 1, false, "VEVENT");
}
