using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Composing;

/// <summary>Once a minute: drafts that rest get their copy in the Drafts folder, discarded ones and files nobody names go.</summary>
internal sealed class DraftUpkeep(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, DraftsFolder folder, AttachmentFiles files, Persons persons, TimeProvider clock, ILogger<DraftUpkeep> logger) : BackgroundService
{
    private static readonly Duration Rest = Duration.FromMinutes(1);
    private static readonly Duration Kept = Duration.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // stopping
        }
    }

    /// <summary>What is due now. A part that fails keeps no other from its turn.</summary>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await TryAsync(CopyAsync, cancel);
        await TryAsync(TidyAsync, cancel);
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested)
        {
            logger.UpkeepFailed(cause);
        }
    }

    private async Task CopyAsync(CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant() - Rest;
        List<(DraftId Id, Storage.People.PersonId Person)> resting;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var found = await db.Set<Draft>().AsNoTracking()
                .Where(d => d.DiscardedAt == null && d.HandedOverAt == null && d.CopyVersion != d.Version && d.Version > 1 && d.SavedAt < before)
                .OrderBy(d => d.SavedAt).Select(d => new { d.Id, d.PersonId }).ToListAsync(cancel);
            resting = [.. found.Select(d => (d.Id, d.PersonId))];
        }

        var away = new HashSet<Storage.People.PersonId>();
        foreach (var (id, owner) in resting)
        {
            if (away.Contains(owner)) continue;
            try
            {
                if ((await persons.FindAsync(owner, cancel))?.ToSignedIn() is { } person) await folder.StoreAsync(person, id, cancel);
            }
            catch (MailStoreUnavailableException cause)
            {
                away.Add(owner);   // so would be all others of this mailbox
                logger.CopyFailed(cause, owner.Value);
            }
            catch (Exception cause) when (!cancel.IsCancellationRequested)
            {
                logger.DraftCopyFailed(cause, id.ToString(), owner.Value);   // a file that is missing, a store that says no: the next one may go
            }
        }
    }

    private async Task TidyAsync(CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant() - Kept;
        await writes.RunAsync((db, token) => db.Set<Draft>().Where(d => d.DiscardedAt < before).ExecuteDeleteAsync(token), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var used = await db.Set<DraftAttachment>().Select(a => a.ContentHash).Distinct().ToListAsync(cancel);
        files.Sweep(used.ToHashSet(StringComparer.Ordinal), Kept);
    }
}
