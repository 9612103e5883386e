using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Shared;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>The agenda of one tab: what is on show, and which calendars. It outlives the page, so that coming back shows the same week.</summary>
public sealed class AgendaState(CollectionDirectory directory, DatabaseGuard database)
{
    private int loads;

    public event Action? Changed;

    public AgendaView View { get; private set; } = AgendaView.Week;

    /// <summary>The day the view is about; null until the page first knows today.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>What the quick card hands over to the full form.</summary>
    public EventDraft? Draft { get; set; }

    /// <summary>Null while they are loaded for the first time.</summary>
    public IReadOnlyList<CollectionView>? Calendars { get; private set; }

    public IReadOnlyList<CollectionView> Shown => [.. (Calendars ?? []).Where(static calendar => !calendar.Hidden)];

    /// <summary>Those a new event may go into, the person's own first.</summary>
    public IReadOnlyList<CollectionView> Writable(SignedInPerson person) =>
        [.. (Calendars ?? []).Where(static calendar => calendar.Access >= AccessLevel.Write).OrderBy(calendar => calendar.Owner == person.Id ? 0 : 1)];

    public void Show(AgendaView view, LocalDate date)
    {
        if (View == view && Date == date) return;
        (View, Date) = (view, date);
        Changed?.Invoke();
    }

    public async Task LoadAsync(SignedInPerson person, CancellationToken cancel)
    {
        var mine = ++loads;
        var calendars = await directory.ListAsync(person, CollectionKind.Calendar, cancel);
        if (!calendars.Any(calendar => calendar.Owner == person.Id))
        {
            await directory.EnsureDefaultsAsync(person.Id, cancel);
            calendars = await directory.ListAsync(person, CollectionKind.Calendar, cancel);
        }

        if (mine != loads) return;   // another load began since and knows more
        Calendars = CalendarColors.Apply(person, calendars);
        Changed?.Invoke();
    }

    /// <summary>Ticks or unticks a calendar; kept for the person.</summary>
    /// <returns>False: the database failed; it is as it was, and the person was told.</returns>
    public async Task<bool> ShowCalendarAsync(SignedInPerson person, CollectionId id, bool shown, CancellationToken cancel)
    {
        Tick(id, shown);
        if (await database.TryOrSayAsync(() => directory.UpdateAsync(person, id, new CollectionChangeRequest(Hidden: !shown), cancel))) return true;
        await Task.Yield();   // the tick is drawn first: only what was drawn can be drawn away again
        Tick(id, !shown);
        return false;
    }

    private void Tick(CollectionId id, bool shown)
    {
        Calendars = [.. (Calendars ?? []).Select(calendar => calendar.Id == id ? calendar with { Hidden = !shown } : calendar)];
        Changed?.Invoke();
    }

    /// <summary>Where the grid fetches what is on show.</summary>
    public string Source(string zone) =>
        $"api/agenda/occurrences?zone={Uri.EscapeDataString(zone)}&calendars={string.Join(',', Shown.Select(static calendar => calendar.Id.Value))}";
}
