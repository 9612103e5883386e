using Groupware.People;
using Groupware.Storage.Changes;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Admin;

/// <summary>What the pages of the directory share: its front doors, following changes made elsewhere, and saying what became of one.</summary>
public abstract class DirectoryPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private IDisposable? listening;

    [Inject] protected Persons Persons { get; private set; } = null!;

    [Inject] protected Domains Domains { get; private set; } = null!;

    [Inject] protected Groups Groups { get; private set; } = null!;

    [Inject] protected Toasts Toasts { get; private set; } = null!;

    [Inject] protected NavigationManager Navigation { get; private set; } = null!;

    [Inject] protected IStringLocalizer<AdminTexts> Texts { get; private set; } = null!;

    [Inject] private DatabaseGuard Database { get; set; } = null!;

    [Inject] private DirectoryDoor Door { get; set; } = null!;

    [Inject] private IChangeFeed Feed { get; set; } = null!;

    protected CancellationToken Leaving => leaving.Token;

    /// <summary>What was refused last, in words; null after a success.</summary>
    protected string? Refusal { get; set; }

    /// <summary>Reads what the page shows, from memory.</summary>
    protected abstract Task LoadAsync();

    protected override Task OnInitializedAsync()
    {
        listening = Feed.Subscribe(notice =>
        {
            if (notice.Kind == ChangeKind.Person) _ = InvokeAsync(FollowAsync);
        });
        return LoadAsync();
    }

    // Nobody awaits what a change made elsewhere starts: its failure goes to the pane, which says so and offers to try again.
    private async Task FollowAsync()
    {
        try
        {
            await ReloadAsync();
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            await DispatchExceptionAsync(error);
        }
        catch (OperationCanceledException)
        {
            // the page is gone
        }
    }

    protected async Task ReloadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        if (!Door.IsOpen)
        {
            Navigation.NavigateTo("mail"); // what one may not see does not exist
            return;
        }

        await LoadAsync();
        StateHasChanged();
    }

    /// <summary>Makes a change; says why not, or draws anew.</summary>
    /// <returns>It was done.</returns>
    protected async Task<bool> ChangeAsync(Func<Task<DirectoryOutcome>> change)
    {
        var outcome = DirectoryOutcome.Done;
        if (!await Database.TryAsync(async () => outcome = await Door.ChangeAsync(change, CancellationToken.None)))
        {
            Refusal = Database.Sentence;
            return false;
        }

        return await SayAsync(outcome);
    }

    /// <summary>Makes a change and offers the way back.</summary>
    protected async Task ChangeAsync(Func<Task<DirectoryOutcome>> change, string done, Func<Task<DirectoryOutcome>> undo)
    {
        if (!await ChangeAsync(change)) return;

        // a database that is away throws: the toast then offers the way back again
        await Toasts.ShowAsync(done, null, () => InvokeAsync(async () => await SayAsync(await Door.ChangeAsync(undo, CancellationToken.None))));
    }

    private async Task<bool> SayAsync(DirectoryOutcome outcome)
    {
        Refusal = outcome == DirectoryOutcome.Done ? null : Texts["Outcome." + outcome].Value;
        await ReloadAsync();
        return outcome == DirectoryOutcome.Done;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        listening?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
    }
}
