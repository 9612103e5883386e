using System.Text.Json;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace Groupware.Web.Components.Contacts;

public sealed partial class ContactsPage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<string> letters = [];
    private IReadOnlyList<ContactRow>? lettered;
    private IReadOnlyList<Shortcut> keys = [];
    private ImportReport? report;
    private string? problem;
    private string? leaving;
    private CollectionForm? editing;
    private CollectionView? sharing;
    private bool failed;
    private bool saving;

    [Parameter] public long? Book { get; set; }

    [Parameter] public string? Name { get; set; }

    [Inject] private SearchBox Search { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private ComposeWindows Compose { get; set; } = null!;

    [Inject] private ContactUploads Uploads { get; set; } = null!;

    [Inject] private CollectionDeletion Deletion { get; set; } = null!;

    [Inject] private DatabaseGuard Database { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ILogger<ContactsPage> Log { get; set; } = null!;

    private bool Dirty => State.Form is { } form && (form.IsNew ? form.HasName : form.Changes > 0);

    private string Heading => State.SourceBook is { } book ? BookName(book) : Texts["Books.All"];

    private CollectionView? SelectedBook => State.Selected is { } row ? State.Book(row.Book) : null;

    private string? Picture => State is { HasPicture: true, Selected: { } row, Stored: { } stored } ? $"contacts/{row.Book.Value}/{Uri.EscapeDataString(row.Name)}/picture?v={stored.ETag}" : null;

    private IEnumerable<CollectionView> FormBooks => State.Writable;

    private string ImportedWords => report is null ? "" : Words(report);

    protected override async Task OnInitializedAsync()
    {
        keys =
        [
            new("n", Texts["Keys.New"]), new("e", Texts["Keys.Edit"]), new("#", Texts["Keys.Delete"]), new("m", Texts["Keys.Write"]), new("↑ ↓", Texts["Keys.UpDown"]),
            new("Ctrl+Enter", Texts["Keys.Save"]), new("u", Texts["Keys.Back"], BackAsync),
        ];
        State.Changed += Redraw;
        State.Stale += Reload;
        Search.Changed += OnSearch;
        Search.Serve(Texts["Search.Hint"]);
        State.Look("");
        await LoadAsync();
    }

    // The list says that it could not be read; what stands in the form beside it stays.
    private async Task LoadAsync()
    {
        try
        {
            await State.StartAsync(gone.Token);
            if (State.Form is null && !IsInFront) await ShowNamedAsync();
            failed = false;
        }
        catch (Exception error) when (!gone.IsCancellationRequested)
        {
            failed = true;
            Log.ContactsNotRead(error);
        }

        Redraw();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!State.Loaded) return;
        if (Book is null || Name is null)
        {
            if (State.Selected is not null && State.Form is not { IsNew: true }) State.Unselect();
        }
        else if (!IsInFront && !await Database.TryAsync(ShowNamedAsync))
        {
            failed = true;
        }
    }

    /// <summary>The card of the address is the one that is shown.</summary>
    private bool IsInFront => State.Selected is { } row && row.Book.Value == Book && row.Name == Name && State.Card is not null;

    private Task ShowNamedAsync() => Book is { } book && Name is { } name ? State.SelectAsync(book, name, gone.Token) : Task.CompletedTask;

    private string BookName(CollectionView book) => ContactsState.IsDirectory(book) ? Texts["Books.Directory"] : book.DisplayName;

    private void Redraw()
    {
        if (!ReferenceEquals(lettered, State.Rows))
        {
            lettered = State.Rows;
            letters = [.. lettered.Select(State.Letter)];
        }

        _ = InvokeAsync(StateHasChanged);
    }

    private void Reload() => _ = InvokeAsync(() => gone.IsCancellationRequested ? Task.CompletedTask : LoadAsync());

    private void OnSearch(string text) => _ = InvokeAsync(() =>
    {
        State.Look(text);
        Search.Report(text.Length == 0 ? null : State.Rows.Count == 1 ? Texts["List.Result"].Value : Texts["List.Results", State.Rows.Count].Value);
        if (Name is not null && text.Length > 0 && State.Form is null) Navigation.NavigateTo("contacts");
    });

    private void Show(CollectionId? book) => State.ShowBook(book);

    private void Open(ContactRow row) => Navigation.NavigateTo(Address(row.Book, row.Name));

    private static string Address(CollectionId book, string name) => $"contacts/{book.Value}/{Uri.EscapeDataString(name)}";

    private Task BackAsync()
    {
        if (Name is not null) Navigation.NavigateTo("contacts");
        return Task.CompletedTask;
    }

    private Task WriteAsync(string recipient) => Compose.OpenNewAsync(recipient);

    private async Task SaveAsync()
    {
        if (saving) return;
        (problem, saving) = (null, true);
        (PutOutcome Outcome, CollectionId Book, string Name)? saved = null;
        await Database.TryAsync(async () => saved = await State.SaveAsync(gone.Token));
        saving = false;
        if (saved is not { } stored)
        {
            problem = Database.Sentence;
            return;
        }

        var (outcome, book, name) = stored;
        if (!outcome.Succeeded)
        {
            problem = Texts[outcome.Status switch
            {
                PutStatus.Forbidden => "Error.Forbidden",
                PutStatus.NotFound => "Error.Gone",
                PutStatus.TooLarge => "Error.TooLarge",
                PutStatus.Busy or PutStatus.ETagMismatch => "Error.Busy",
                _ => "Error.Other",
            }];
            return;
        }

        var title = State.Form?.DisplayName ?? "";
        State.CloseForm();
        await LoadAsync();
        if (!failed && !await Database.TryAsync(() => State.SelectAsync(book.Value, name, gone.Token))) failed = true;
        Navigation.NavigateTo(Address(book, name));
        Toasts.Show(Texts["View.Saved", State.Card?.DisplayName ?? title]);
    }

    private void Cancel()
    {
        if (Dirty) leaving = "";
        else Close();
    }

    private void Close()
    {
        problem = null;
        State.CloseForm();
    }

    private void Discard()
    {
        var to = leaving;
        leaving = null;
        Close();
        if (to is { Length: > 0 }) Navigation.NavigateTo(to);
    }

    private Task OnLeavingAsync(LocationChangingContext context)
    {
        if (!Dirty)
        {
            if (State.Form is not null) Close();
            return Task.CompletedTask;
        }

        context.PreventNavigation();
        leaving = context.TargetLocation;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task DeleteAsync()
    {
        if (State.Selected is not { } row) return;
        var title = State.Card?.DisplayName ?? row.DisplayName;
        var outcome = DeleteOutcome.NotFound;
        if (!await Database.TryOrSayAsync(async () => outcome = await State.DeleteAsync(row, gone.Token))) return;
        if (outcome != DeleteOutcome.Deleted)
        {
            Toasts.Show(Texts[outcome switch { DeleteOutcome.Forbidden => "Error.Forbidden", DeleteOutcome.NotFound => "View.Gone", _ => "Write.Busy" }]);
            await LoadAsync();
            return;
        }

        Navigation.NavigateTo("contacts");
        await LoadAsync();
        await Toasts.ShowAsync(Texts["View.Deleted", title], null, async () =>
        {
            if (!(await State.RestoreAsync(row, CancellationToken.None)).Succeeded)
            {
                Toasts.Show(Texts["View.NotRestored", title]);
                return;
            }

            await ReloadIfHereAsync();
            if (!gone.IsCancellationRequested) await InvokeAsync(() => Navigation.NavigateTo(Address(row.Book, row.Name)));
        });
    }

    // a way back outlives the page that offered it
    private Task ReloadIfHereAsync() => InvokeAsync(() => gone.IsCancellationRequested ? Task.CompletedTask : LoadAsync());

    private async Task CopyAsync(CollectionView target)
    {
        if (State.Selected is not { } row || State.Card is not { DisplayName: var title }) return;
        var outcome = new PutOutcome(PutStatus.NotFound);
        if (!await Database.TryOrSayAsync(async () => outcome = await State.CopyAsync(row, target.Id, gone.Token))) return;
        Toasts.Show(outcome.Status switch
        {
            PutStatus.Created or PutStatus.Updated => Texts["View.Copied", title],
            PutStatus.Exists or PutStatus.UidConflict => Texts["View.CopyExists", title, BookName(target)],
            PutStatus.Busy => Texts["Write.Busy"],
            PutStatus.Forbidden => Texts["Error.Forbidden"],
            _ => Texts["View.NotCopied", title],
        });
        await LoadAsync();
    }

    private async Task ImportAsync()
    {
        var target = State.SourceBook is { } source && State.MayWrite(source) ? source : State.Writable.FirstOrDefault();
        if (target is null) return;
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/contacts.js");
        var answer = await module.InvokeAsync<JsonElement?>("send", $"contacts/{target.Id.Value}/import", ".vcf,.vcard,text/vcard,text/x-vcard");
        if (answer is not { ValueKind: JsonValueKind.Object } said) return;
        if (said.GetProperty("status").GetInt32() != StatusCodes.Status200OK || JsonSerializer.Deserialize<ImportReport>(said.GetProperty("body").GetString() ?? "", Json) is not { } imported)
        {
            Toasts.Show(Texts["Import.Failed"]);
            return;
        }

        await LoadAsync();
        if (imported.Refused.Count > 0) report = imported;
        if (imported.Added.Count == 0 && imported.Updated == 0)
        {
            Toasts.Show(imported.Refused.Count == 0 ? Texts["Import.None"] : Words(imported));
            return;
        }

        await Toasts.ShowAsync(Words(imported), null, async () =>
        {
            foreach (var name in imported.Added) await State.DeleteAsync(target.Id, name, CancellationToken.None);
            if (imported.Replaced is { } replaced && !await PutBackAsync(target.Id, replaced)) Toasts.Show(Texts["Import.NotUndone"]);
            await ReloadIfHereAsync();
        });
        if (imported.Added.Count == 1) Navigation.NavigateTo(Address(target.Id, imported.Added[0]));
    }

    /// <summary>Gives the cards that an import replaced the texts they had.</summary>
    /// <returns>False when some were changed meanwhile, or it is too late: these stay as they are.</returns>
    private async Task<bool> PutBackAsync(CollectionId book, string replaced)
    {
        if (Uploads.Take(replaced) is not { } kept || JsonSerializer.Deserialize<List<ReplacedCard>>(kept) is not { } cards) return false;
        var all = true;
        foreach (var card in cards) all &= (await State.PutBackAsync(book, card, CancellationToken.None)).Succeeded;
        return all;
    }

    private async Task BookSavedAsync(CollectionId book)
    {
        var isNew = editing is { Existing: null };
        editing = null;
        await LoadAsync();
        if (isNew) State.ShowBook(book);
    }

    private async Task DeleteBookAsync(CollectionView book)
    {
        if (!await Deletion.DeleteAsync(book, Texts["Books.Deleted", book.DisplayName], ReloadIfHereAsync)) return;
        if (State.Selected?.Book == book.Id) Navigation.NavigateTo("contacts");
        await LoadAsync();
    }

    private string Words(ImportReport imported)
    {
        string added = Texts[imported.Added.Count == 1 ? "Import.One" : "Import.Done", imported.Added.Count];
        if (imported.Updated == 0) return added;
        string updated = imported.UpdatedName is { } who ? Texts["Import.UpdatedOne", who] : Texts["Import.Updated", imported.Updated];
        return imported.Added.Count == 0 ? updated : $"{added} · {updated}";
    }

    public void Dispose()
    {
        State.Changed -= Redraw;
        State.Stale -= Reload;
        Search.Changed -= OnSearch;
        gone.Cancel();
        gone.Dispose();
    }
}
