using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

public sealed partial class CalendarGrid
{
    private ElementReference root;
    private IJSObjectReference? module;
    private IJSObjectReference? grid;
    private DotNetObjectReference<CalendarGrid>? self;
    private string? source;
    private (string View, string Date) shown;

    [Parameter, EditorRequired] public required AgendaView View { get; set; }

    [Parameter, EditorRequired] public required LocalDate Date { get; set; }

    /// <summary>IANA id of the zone on show.</summary>
    [Parameter, EditorRequired] public required string Zone { get; set; }

    /// <summary>HTTP address that answers ?from=&amp;to= with events.</summary>
    [Parameter, EditorRequired] public required string Source { get; set; }

    [Parameter] public IsoDayOfWeek FirstDay { get; set; } = IsoDayOfWeek.Monday;

    [Parameter] public bool TwelveHours { get; set; }

    /// <summary>Colour family of an event being made.</summary>
    [Parameter] public int Family { get; set; } = 1;

    [Parameter] public bool Creates { get; set; } = true;

    [Parameter] public EventCallback<GridSelection> OnCreated { get; set; }

    [Parameter] public EventCallback<GridChange> OnMoved { get; set; }

    [Parameter] public EventCallback<GridChange> OnResized { get; set; }

    [Parameter] public EventCallback<string> OnOpened { get; set; }

    [Parameter] public EventCallback<LocalDate> OnDayOpened { get; set; }

    [Parameter] public EventCallback<GridShown> OnShown { get; set; }

    /// <summary>How many events the fetched range has.</summary>
    [Parameter] public EventCallback<int> OnLoaded { get; set; }

    [Parameter] public EventCallback OnFailed { get; set; }

    // the DOM inside belongs to the script
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        shown = (AgendaRange.Word(View), AgendaClock.Text(Date));
        source = Source;
        module = await Js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/calendar-grid.js"]);
        grid = await module.InvokeAsync<IJSObjectReference>("attach", root, self, new
        {
            view = shown.View,
            date = shown.Date,
            zone = Zone,
            source,
            firstDay = (int)FirstDay % 7,
            locale = CultureInfo.CurrentUICulture.Name is "en" or "" ? "en-GB" : CultureInfo.CurrentUICulture.Name,
            hour12 = TwelveHours,
            family = Family,
            creates = Creates,
            css = Assets["lib/calendar-grid.css"],
            text = Words(),
        });
        await FollowAsync();
    }

    protected override Task OnParametersSetAsync() => FollowAsync();

    public ValueTask RefreshAsync() => CallAsync("refresh");

    public ValueTask RefetchAsync() => CallAsync("refetch");

    public ValueTask UpsertAsync(IReadOnlyList<GridEvent> events) => CallAsync("upsert", events);

    public ValueTask RemoveAsync(IReadOnlyList<string> ids) => CallAsync("remove", ids);

    /// <summary>A change that was not made: the event goes back to where it was.</summary>
    public ValueTask RevertAsync(GridChange change) => CallAsync("revert", change.Id, change.WasStart, change.WasEnd);

    /// <summary>Draws the event that is being made; null takes it away.</summary>
    public ValueTask DraftAsync(GridDraft? draft) => CallAsync("draft", draft);

    /// <summary>Puts a card beside an event, never over it.</summary>
    public ValueTask PlaceAsync(ElementReference card, string id) => CallAsync("place", card, id);

    /// <summary>The ring around the event whose card is open.</summary>
    public ValueTask MarkAsync(string? id) => CallAsync("mark", id);

    public ValueTask FocusAsync(string id) => CallAsync("focus", id);

    [JSInvokable("Created")] public Task TellCreatedAsync(GridSelection selection) => OnCreated.InvokeAsync(selection);

    [JSInvokable("Moved")] public Task TellMovedAsync(GridChange change) => OnMoved.InvokeAsync(change);

    [JSInvokable("Resized")] public Task TellResizedAsync(GridChange change) => OnResized.InvokeAsync(change);

    [JSInvokable("Opened")] public Task TellOpenedAsync(string id) => OnOpened.InvokeAsync(id);

    [JSInvokable("Shown")] public Task TellShownAsync(GridShown range) => OnShown.InvokeAsync(range);

    [JSInvokable("Loaded")] public Task TellLoadedAsync(int count) => OnLoaded.InvokeAsync(count);

    [JSInvokable("Failed")] public Task TellFailedAsync(string reason) => OnFailed.InvokeAsync();

    [JSInvokable("DayOpened")] public Task TellDayOpenedAsync(string day) => AgendaClock.Day(day) is { } date ? OnDayOpened.InvokeAsync(date) : Task.CompletedTask;

    private async Task FollowAsync()
    {
        if (grid is null) return;
        if (source != Source)
        {
            source = Source;
            await grid.InvokeVoidAsync("source", source);
        }

        var wanted = (AgendaRange.Word(View), AgendaClock.Text(Date));
        if (shown == wanted) return;
        shown = wanted;
        await grid.InvokeVoidAsync("show", shown.View, shown.Date);
    }

    private async ValueTask CallAsync(string method, params object?[] arguments)
    {
        if (grid is null) return;
        try
        {
            await grid.InvokeVoidAsync(method, arguments);
        }
        catch (JSDisconnectedException)
        {
            // the tab is gone; there is nothing to draw on
        }
    }

    private object Words() => new
    {
        grid = Texts["Grid.Events"].Value,
        scroll = Texts["Grid.Hours"].Value,
        allDay = Texts["Grid.AllDay"].Value,
        span = Texts["Grid.Span"].Value,
        more = Texts["Grid.More"].Value,
        none = Texts["Grid.None"].Value,
        todayIs = Texts["Grid.Today"].Value,
        tomorrowIs = Texts["Grid.Tomorrow"].Value,
        ask = Texts["Grid.Tentative"].Value,
        repeats = Texts["Grid.Repeats"].Value,
        newEvent = Texts["New"].Value,
        offline = Texts["Grid.Offline"].Value,
        close = Texts["Close"].Value,
        moveHint = Texts["Grid.MoveHint"].Value,
        moveKept = Texts["Grid.MoveKept"].Value,
        moveStopped = Texts["Grid.MoveStopped"].Value,
        moveRefused = Texts["Grid.MoveRefused"].Value,
    };

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (grid is not null)
            {
                await grid.InvokeVoidAsync("destroy");
                await grid.DisposeAsync();
            }

            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the browser took everything with it
        }

        self?.Dispose();
    }
}
