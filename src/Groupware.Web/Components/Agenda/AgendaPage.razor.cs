using System.Globalization;
using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

public sealed partial class AgendaPage
{
    private const string DraftId = "{draft}";
    private static readonly (AgendaView View, string Key)[] Views =
        [(AgendaView.Day, "d, 1"), (AgendaView.WorkWeek, "x, 2"), (AgendaView.Week, "w, 3"), (AgendaView.Month, "m, 4"), (AgendaView.List, "l, 5")];

    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<Shortcut> keys = [];
    private CollectionWatch? watch;
    private CalendarGrid? grid;
    private EventDraft? draft;
    private OpenedEvent? opened;
    private CollectionForm? editing;
    private CollectionView? sharing;
    private string? problem;
    private int? count;
    private bool saving;
    private bool failed;
    private bool listFailed;

    [Parameter] public string? ViewWord { get; set; }

    [Parameter] public string? DateWord { get; set; }

    [Inject] private AgendaState State { get; set; } = null!;

    [Inject] private EventWrites Writes { get; set; } = null!;

    [Inject] private CollectionDeletion Deletion { get; set; } = null!;

    [Inject] private IStringLocalizer<AgendaTexts> Texts { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private PersonalFormat Format { get; set; } = null!;

    [Inject] private Appearance Look { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IChangeFeed Feed { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ILogger<AgendaPage> Log { get; set; } = null!;

    private LocalDate Date => State.Date ?? Format.Today;

    private string Zone => Format.Zone.Id;

    private AgendaClock Clock => new(Format.Zone);

    private (LocalDate From, LocalDate To) Range => AgendaRange.Of(State.View, Date, Format.FirstDayOfWeek);

    private string Title => AgendaTitle.Of(State.View, Date, Format, Texts);

    private string MonthTitle => AgendaTitle.Of(AgendaView.Month, Date, Format, Texts);

    private string Aside => State.View switch
    {
        AgendaView.Day or AgendaView.Week or AgendaView.WorkWeek => Texts["Toolbar.Week", AgendaRange.WeekNumber(Range.From, Format.FirstDayOfWeek)],
        AgendaView.Month when count is { } events => Texts[events == 1 ? "Toolbar.Event" : "Toolbar.Events", events],
        _ => "",
    };

    private IEnumerable<LocalDate> StripDays => Enumerable.Range(0, 7).Select(AgendaRange.Start(Date, Format.FirstDayOfWeek).PlusDays);

    private int DefaultFamily => State.Writable(Current.Person) is [var first, ..] ? ColorFamily.Of(first.Color) : 1;

    protected override async Task OnInitializedAsync()
    {
        State.Changed += OnStateChanged;
        watch = new CollectionWatch(Feed, Time, Current.Person.Id, id => State.Calendars is not { } all || all.Any(calendar => calendar.Id == id), rights => InvokeAsync(() => CatchUpAsync()));
        keys =
        [
            new("c", Texts["Keys.New"]), new("t", Texts["Keys.Today"]), new("d", Texts["Keys.Day"]), new("x", Texts["Keys.WorkWeek"]), new("w", Texts["Keys.Week"]), new("m", Texts["Keys.Month"]), new("l", Texts["Keys.List"]),
            new("p", Texts["Keys.Earlier"]), new("n", Texts["Keys.Later"]), new("m", Texts["Keys.Move"]),
        ];
        await LoadAsync();
    }

    protected override void OnParametersSet() => State.Show(AgendaRange.Parse(ViewWord) ?? State.View, AgendaClock.Day(DateWord) ?? Date);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Js.InvokeVoidAsync("import", "./js/roving.js");
    }

    private async Task LoadAsync()
    {
        try
        {
            await State.LoadAsync(Current.Person, gone.Token);
            listFailed = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            listFailed = true;
            Log.CalendarsNotRead(error);
        }
    }

    // Somebody wrote somewhere: the list (name, colour, rights) is read again, the grid draws what differs.
    private async Task CatchUpAsync()
    {
        if (gone.IsCancellationRequested) return;
        await LoadAsync();
        if (grid is not null) await grid.RefreshAsync();
        if (opened is { } card && draft is null) await ReopenAsync(card.Key);
        StateHasChanged();
    }

    private void Go(AgendaView view, LocalDate date) => Navigation.NavigateTo($"agenda/{AgendaRange.Word(view)}/{AgendaClock.Text(date)}", replace: true);

    private void StepBy(int steps) => Go(State.View, AgendaRange.Step(State.View, Date, steps));

    private void Pick(LocalDate day) => Go(State.View, day);

    private Task ShowCalendarAsync((CollectionView Calendar, bool Shown) change) => State.ShowCalendarAsync(Current.Person, change.Calendar.Id, change.Shown, gone.Token);

    private async Task OnlyAsync(CollectionView only)
    {
        foreach (var calendar in State.Calendars ?? [])
        {
            var shown = calendar.Id == only.Id;
            if (calendar.Hidden == shown && !await State.ShowCalendarAsync(Current.Person, calendar.Id, shown, gone.Token)) return;
        }
    }

    private Task LoadedAsync(int events)
    {
        (count, failed) = (events, false);
        return Task.CompletedTask;
    }

    private void Failed() => failed = true;

    private async Task AgainAsync()
    {
        failed = false;
        if (listFailed) await LoadAsync();
        if (grid is not null) await grid.RefetchAsync();
    }

    private async Task CalendarSavedAsync()
    {
        if (editing is not { } form) return;
        editing = null;
        await LoadAsync();
        Toasts.Show(Texts[form.Existing is null ? "Calendars.Made" : "Calendars.Saved", form.Name]);
    }

    private async Task DeleteCalendarAsync(CollectionView calendar)
    {
        if (await Deletion.DeleteAsync(calendar, Texts["Calendars.Deleted", calendar.DisplayName], () => gone.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(LoadAsync))) await LoadAsync();
    }

    private static string ShortDay(LocalDate day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)day.DayOfWeek % 7));

    private void OnStateChanged() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        State.Changed -= OnStateChanged;
        watch?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }
}
