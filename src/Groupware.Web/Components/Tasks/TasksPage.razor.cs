using System.Globalization;
using Groupware.Calendars.Todos;
using Groupware.Collections;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Groupware.Web.Components.Tasks;

public sealed partial class TasksPage
{
    private readonly CancellationTokenSource gone = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private IReadOnlyList<Shortcut> keys = [];
    private CollectionWatch? watch;
    private CollectionForm? editing;
    private CollectionView? sharing;
    private TodoItem? selected;
    private ElementReference adding;
    private string title = "";
    private string newUid = NewUid();   // of the task whose title is being typed
    private bool failed;

    [Parameter] public string? ViewWord { get; set; }

    [Parameter] public string? ListWord { get; set; }

    [Parameter] public string? Name { get; set; }

    [Inject] private TasksState State { get; set; } = null!;

    [Inject] private TodoWrites Writes { get; set; } = null!;

    [Inject] private CollectionDeletion Deletion { get; set; } = null!;

    [Inject] private IStringLocalizer<TasksTexts> Texts { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private SearchBox Search { get; set; } = null!;

    [Inject] private PersonalFormat Format { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IChangeFeed Feed { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ILogger<TasksPage> Log { get; set; } = null!;

    private string View => TasksState.Views.Contains(State.View, StringComparer.Ordinal) || State.ListOf(State.View) is not null ? State.View : Default;

    private string Default => State.Lists?.FirstOrDefault(list => list.Owner == Current.Person.Id) is { } first ? Word(first) : TasksState.Views[0];

    private CollectionView? Here => State.ListOf(View);

    private bool Searching => Search.Text.Length > 0;

    private string Heading => Searching ? Texts["Search.Heading"] : Here?.DisplayName ?? Texts[$"View.{View}"];

    private IEnumerable<TodoItem> Shown => Searching ? State.Find(Search.Text) : State.Of(View, Format.Today, Format.Zone);

    private IReadOnlyList<CollectionView> Writable => [.. (State.Lists ?? []).Where(static list => list.Access >= AccessLevel.Write)];

    /// <summary>Where a new task goes: the list on show, else the person's first.</summary>
    private CollectionView? Target => Here is { } here ? (here.Access >= AccessLevel.Write ? here : null) : Writable.OrderBy(list => list.Owner == Current.Person.Id ? 0 : 1).FirstOrDefault();

    private IReadOnlyList<(TodoGroup Group, IReadOnlyList<TodoItem> Items)> Groups => TodoGroups.Of(Shown, Format.Now.InZone(Format.Zone).LocalDateTime, Format.Zone);

    /// <summary>The row that Tab comes to.</summary>
    private TodoItem? Stop => Groups.SelectMany(static group => group.Items).FirstOrDefault(IsSelected) ?? Groups.SelectMany(static group => group.Items).FirstOrDefault();

    protected override async Task OnInitializedAsync()
    {
        Search.Serve(Texts["Search.Hint"]);
        Search.Changed += OnSearch;
        State.Changed += OnStateChanged;
        watch = new CollectionWatch(Feed, Time, Current.Person.Id, id => State.Lists is not { } all || all.Any(list => list.Id == id), rights => InvokeAsync(LoadAsync));
        keys = [new("c", Texts["New"])];
        await LoadAsync();
    }

    protected override void OnParametersSet()
    {
        if (ViewWord is { Length: > 0 }) State.View = ViewWord;
        Select();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Js.InvokeVoidAsync("import", "./js/roving.js");
    }

    private async Task LoadAsync()
    {
        if (gone.IsCancellationRequested) return;
        try
        {
            await State.LoadAsync(Current.Person, gone.Token);
            failed = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failed = true;
            Log.TasksNotRead(error);
        }

        Select();
        StateHasChanged();
    }

    private void Select() => selected = Name is null ? null : State.Items.FirstOrDefault(item => item.Name == Name && Word(item.List) == ListWord);

    private static string Word(CollectionView list) => list.Id.Value.ToString(CultureInfo.InvariantCulture);

    private static string ViewIcon(string view) => view switch { "today" => "today", "planned" => "event", _ => "flag" };

    private string Count(string view) => State.Lists is null || State.Open(view, Format.Today, Format.Zone) is not (> 0 and var open) ? "" : open.ToString(CultureInfo.CurrentCulture);

    private bool IsSelected(TodoItem item) => selected is not null && item.Name == selected.Name && item.List.Id == selected.List.Id;

    private string TitleOf(TodoItem item) => item.Form.Title.Length > 0 ? item.Form.Title : Texts["Untitled"];

    private void Go(string view)
    {
        if (Searching) Search.Serve(Texts["Search.Hint"]);
        Navigation.NavigateTo($"tasks/{view}", replace: true);
    }

    private void Open(TodoItem item) => Navigation.NavigateTo($"tasks/{View}/{Word(item.List)}/{Uri.EscapeDataString(item.Name)}");

    private async Task FocusNewAsync()
    {
        if (selected is not null || Searching)
        {
            Go(View);
            await Task.Yield();
        }

        if (Target is not null) await adding.FocusAsync();
    }

    private static string NewUid() => Guid.CreateVersion7().ToString();

    private async Task AddAsync()
    {
        if (Target is not { } list || title.Trim() is not { Length: > 0 } words) return;
        var form = new TodoForm { Title = words, DueDate = View == "today" ? Format.Today : null, Priority = View == "important" ? 1 : 0 };
        var (status, undo) = await Writes.CreateAsync(Current.Person, list.Id, newUid, form, gone.Token);
        if (status == WriteStatus.Done) (title, newUid) = ("", NewUid());
        await AfterAsync(status, Texts["Added", words], Here is null ? undo : null, quiet: Here is not null);
    }

    private Task TickAsync(TodoItem shown, bool done) => WriteAsync(shown, async item =>
    {
        var (status, undo) = await Writes.TickAsync(Current.Person, item, done, gone.Token);
        await AfterAsync(status, Texts[done ? "Ticked" : "Reopened", TitleOf(item)], undo);
    });

    private Task SaveAsync(Func<TodoForm, TodoForm> change) => WriteAsync(selected, async item =>
    {
        var form = change(item.Form);
        if (form == item.Form) return;
        var (status, _) = await Writes.UpdateAsync(Current.Person, item, form, gone.Token);
        await AfterAsync(status, "", null, quiet: true);
    });

    private Task MoveAsync(CollectionId list) => WriteAsync(selected, async item =>
    {
        var status = await Writes.MoveAsync(Current.Person, item, list, gone.Token);
        await AfterAsync(status, Texts["Moved", TitleOf(item)], null);
        if (status == WriteStatus.Done) Navigation.NavigateTo($"tasks/{View}/{list.Value}/{Uri.EscapeDataString(item.Name)}", replace: true);
    });

    private Task DeleteAsync(TodoItem shown) => WriteAsync(shown, async item =>
    {
        var (status, undo) = await Writes.DeleteAsync(Current.Person, item, gone.Token);
        if (status == WriteStatus.Done) Go(View);
        await AfterAsync(status, Texts["Deleted", TitleOf(item)], undo);
    });

    // One after the other, each on what the one before left: a field that loses the focus to "Delete" saves first, and that is no conflict.
    private async Task WriteAsync(TodoItem? shown, Func<TodoItem, Task> write)
    {
        if (shown is null) return;
        await writing.WaitAsync(gone.Token);
        try
        {
            await write(State.Items.FirstOrDefault(item => item.Name == shown.Name && item.List.Id == shown.List.Id) ?? shown);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task AfterAsync(WriteStatus status, string said, ObjectUndo? undo, bool quiet = false)
    {
        await LoadAsync();
        if (status != WriteStatus.Done)
        {
            Toasts.Show(Texts[$"Write.{status}"]);
            return;
        }

        if (quiet) return;
        if (undo is null)
        {
            Toasts.Show(said);
            return;
        }

        await Toasts.ShowAsync(said, null, async () =>
        {
            var back = await Writes.UndoAsync(Current.Person, undo, CancellationToken.None);
            if (back != WriteStatus.Done) Toasts.Show(Texts[$"Write.{back}"]);
            if (!gone.IsCancellationRequested) await InvokeAsync(LoadAsync);
        });
    }

    private async Task ListSavedAsync(CollectionId list)
    {
        if (editing is { Existing: null }) Go(list.Value.ToString(CultureInfo.InvariantCulture));
        editing = null;
        await LoadAsync();
    }

    private async Task DeleteListAsync(CollectionView list)
    {
        if (!await Deletion.DeleteAsync(list, Texts["Lists.Deleted", list.DisplayName], () => gone.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(LoadAsync))) return;
        Go("today");
        await LoadAsync();
    }

    private void OnSearch(string text) => _ = InvokeAsync(() =>
    {
        var found = Searching ? Shown.Count() : 0;
        Search.Report(!Searching ? null : found == 1 ? Texts["Search.One"].Value : Texts["Search.Many", found].Value);
        StateHasChanged();
    });

    private void OnStateChanged() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        State.Changed -= OnStateChanged;
        Search.Changed -= OnSearch;
        watch?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }
}
