using Groupware.Mail.Outbox;
using Groupware.Storage.Changes;
using Groupware.Storage.Mail;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>What a tab knows of the person's outbox: says "Sending" with a way back, "Sent", and keeps what needs a decision.</summary>
public sealed class OutboxStatus(CurrentPerson current, Outbox outbox, ComposeWindows windows, Toasts toasts, DatabaseGuard database, IChangeFeed changes, IStringLocalizer<ComposeTexts> texts, ILogger<OutboxStatus> log) : IDisposable
{
    private readonly HashSet<long> watched = [];
    private readonly SemaphoreSlim reading = new(1);
    private IDisposable? subscription;
    private volatile bool again;

    /// <summary>Comes on any thread.</summary>
    public event Action? Changed;

    /// <summary>Messages that are not sent or not known to be.</summary>
    public IReadOnlyList<OutboxEntry> Attention { get; private set; } = [];

    /// <summary>The outbox could not be read; what is shown is how it was before.</summary>
    public bool Failed { get; private set; }

    public async Task StartAsync()
    {
        var me = current.Person.Id.Value;
        subscription ??= changes.Subscribe(notice =>
        {
            if (notice.Kind == ChangeKind.Outbox && notice.Id == me) _ = ReadAsync();
        });
        await ReadAsync();
    }

    /// <summary>Send was pressed in this tab.</summary>
    public async Task FollowAsync(long item)
    {
        lock (watched) watched.Add(item);
        await toasts.ShowAsync(texts["Outbox.Sending"], texts["Outbox.Undo"], async () =>
        {
            if (await outbox.TakeBackAsync(current.Person, item, CancellationToken.None) is { } draft)
            {
                lock (watched) watched.Remove(item);
                await windows.OpenDraftAsync(draft);
            }
            else
            {
                toasts.Show(texts["Outbox.TooLate"]);
            }
        });
        await ReadAsync();
    }

    // The three buttons stand outside the pages' boundaries: a database that is away is said, and the notice stays.
    public async Task TryAgainAsync(OutboxEntry entry)
    {
        lock (watched) watched.Add(entry.Id);
        await database.TryOrSayAsync(() => outbox.TryAgainAsync(current.Person, entry.Id, CancellationToken.None));
    }

    public Task ArrivedAsync(OutboxEntry entry) => database.TryOrSayAsync(() => outbox.SetArrivedAsync(current.Person, entry.Id, CancellationToken.None));

    public async Task EditAsync(OutboxEntry entry)
    {
        DraftId? draft = null;
        if (await database.TryOrSayAsync(async () => draft = await outbox.TakeBackAsync(current.Person, entry.Id, CancellationToken.None)) && draft is { } id) await windows.OpenDraftAsync(id);
    }

    public void Dispose()
    {
        subscription?.Dispose();
        reading.Dispose();
    }

    /// <summary>Reads again; a failure is said by <see cref="Failed"/>.</summary>
    public async Task ReadAsync()
    {
        again = true;
        // whoever holds the door looks once more after leaving it
        while (again && await reading.WaitAsync(0)) await ReadOnceAsync();
    }

    private async Task ReadOnceAsync()
    {
        try
        {
            while (again)
            {
                again = false;
                var entries = await outbox.ListAsync(current.Person, CancellationToken.None);
                Attention = [.. entries.Where(e => e.NeedsAttention)];
                await SaySentAsync(entries);
                Failed = false;
                Changed?.Invoke();
            }
        }
        catch (Exception error)
        {
            // mostly nobody awaits this: the notices say it and offer to try again
            Failed = true;
            log.OutboxNotRead(error);
            Changed?.Invoke();
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task SaySentAsync(IReadOnlyList<OutboxEntry> open)
    {
        long[] mine;
        lock (watched) mine = [.. watched];
        foreach (var id in mine)
        {
            if (open.Any(e => e.Id == id && e.State is not OutboxState.Submitted)) continue;
            lock (watched) watched.Remove(id);
            var entry = await outbox.FindAsync(current.Person, id, CancellationToken.None);
            if (entry is { State: OutboxState.Submitted or OutboxState.Filed }) toasts.Show(texts["Outbox.Sent"]);
        }
    }
}
