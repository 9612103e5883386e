using Groupware.Calendars;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

public sealed partial class EventPage
{
    private static readonly int?[] UsualReminders = [null, 0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10080];
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<ZoneChoice> zones = [];
    private ElementReference title;
    private EventDraft? draft;
    private StoredEvent? known;
    private EditScope scope = EditScope.This;
    private string? problem;
    private bool changed;
    private bool editable = true;
    private bool missing;
    private bool failed;
    private bool saving;
    private bool focused;

    [Parameter] public string? Key { get; set; }

    [Inject] private AgendaState State { get; set; } = null!;

    [Inject] private EventWrites Writes { get; set; } = null!;

    [Inject] private IStringLocalizer<AgendaTexts> Texts { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private PersonalFormat Format { get; set; } = null!;

    [Inject] private DatabaseGuard Database { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<EventPage> Log { get; set; } = null!;

    private string Heading => Key is null ? Texts["Form.New"] : editable ? Texts["Form.Edit"] : Texts["Form.Read"];

    private string? EndError => draft?.Check() == EventDefect.EndBeforeStart ? Texts["Defect.EndBeforeStart"].Value : null;

    /// <summary>" · 4:30 – 5:30 in your zone": only when the event's zone is another one.</summary>
    private string Elsewhere
    {
        get
        {
            if (draft is null || draft.ZoneId == Format.Zone.Id || EndError is not null) return "";
            var clock = new AgendaClock(Format.Zone);
            var (start, end) = (clock.Wall(draft.Start.InZoneLeniently(draft.Zone).ToInstant()), clock.Wall(draft.End.InZoneLeniently(draft.Zone).ToInstant()));
            return " · " + Texts["Form.Elsewhere", ZoneChoice.City(Format.Zone.Id), EventWords.When(start, end, allDay: false, Format)];
        }
    }

    private IEnumerable<int?> Reminders => draft?.ReminderMinutes is { } own && !UsualReminders.Contains(own) ? UsualReminders.Append(own) : UsualReminders;

    private long Calendar
    {
        get => draft?.Calendar.Value ?? 0;
        set => draft!.Calendar = new(value);
    }

    private string Busy
    {
        get => draft is { Transparent: true } ? "free" : "busy";
        set => draft!.Transparent = value == "free";
    }

    private int Reminder
    {
        get => draft?.ReminderMinutes ?? -1;
        set => draft!.ReminderMinutes = value < 0 ? null : value;
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focused || draft is null || !editable) return;
        focused = true;
        await title.FocusAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            if (State.Calendars is null) await State.LoadAsync(Current.Person, gone.Token);
            await OpenAsync();
            failed = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failed = true;
            Log.EventNotRead(error);
        }

        zones = ZoneChoice.List(Format.Now, Format.Zone.Id, draft?.ZoneId);
    }

    private async Task OpenAsync()
    {
        if (Key is null)
        {
            draft = State.Draft ?? (State.Writable(Current.Person) is [var first, ..] ? EventDraft.Next(new AgendaClock(Format.Zone).Wall(Format.Now), State.Date ?? Format.Today, Format.Zone.Id, first.Id) : null);
            State.Draft = null;
            missing = draft is null;
            return;
        }

        if (!EventKey.TryParse(Uri.UnescapeDataString(Key), out var key) && !EventKey.TryParse(Key, out key))
        {
            missing = true;
            return;
        }

        known = await Writes.ReadAsync(Current.Person, key, gone.Token);
        missing = known is null;
        if (known is null) return;
        draft = EventDraft.From(known.Form, key.Collection, Format.Zone.Id);
        editable = State.Writable(Current.Person).Any(calendar => calendar.Id == key.Collection);
        scope = key.RecurrenceId is null ? EditScope.All : EditScope.This;
    }

    private async Task SaveAsync()
    {
        if (draft is null || saving || !editable) return;
        problem = EventWords.Problem(draft.Check(), Texts);
        changed = false;
        if (problem is not null) return;

        saving = true;
        var result = known is null
            ? await Writes.CreateAsync(Current.Person, draft.Calendar, draft.NewUid, draft.ToForm(), gone.Token)
            : await Writes.UpdateAsync(Current.Person, known, draft.Calendar, scope, draft.ToForm(), gone.Token);
        saving = false;
        if (result.Status == WriteStatus.Done)
        {
            await SayAsync(Texts[known is null ? "Event.Made" : "Event.Saved", draft.Title.Length > 0 ? draft.Title : Texts["Event.Untitled"]], result.Undo);
            Leave();
            return;
        }

        problem = Texts[$"Write.{result.Status}"];
        if (result.Status != WriteStatus.Changed || known is null) return;

        // somebody was faster: what was typed stays, and the next Save puts it over what is there now
        changed = true;
        problem = Texts["Form.Changed"];
        StoredEvent? newest = null;
        if (!await Database.TryAsync(async () => newest = await Writes.ReadAsync(Current.Person, known.Key, gone.Token))) problem = Texts["Write.Away"];
        known = newest ?? known;
    }

    private async Task DeleteAsync()
    {
        if (known is null) return;
        var result = await Writes.DeleteAsync(Current.Person, known.Key, scope, gone.Token);
        if (result.Status != WriteStatus.Done)
        {
            problem = Texts[$"Write.{result.Status}"];
            return;
        }

        await SayAsync(Texts["Event.Deleted", known.Form.Title.Length > 0 ? known.Form.Title : Texts["Event.Untitled"]], result.Undo);
        Leave();
    }

    private Task SayAsync(string text, ObjectUndo? undo)
    {
        if (undo is null)
        {
            Toasts.Show(text);
            return Task.CompletedTask;
        }

        var (writes, person, toasts, texts) = (Writes, Current.Person, Toasts, Texts);   // the page is left before the toast is
        return Toasts.ShowAsync(text, null, async () =>
        {
            var status = await writes.UndoAsync(person, undo, CancellationToken.None);
            if (status != WriteStatus.Done) toasts.Show(texts[$"Write.{status}"]);
        });
    }

    private void Leave() => Navigation.NavigateTo(State.Date is { } date ? $"agenda/{AgendaRange.Word(State.View)}/{AgendaClock.Text(date)}" : "agenda");

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
