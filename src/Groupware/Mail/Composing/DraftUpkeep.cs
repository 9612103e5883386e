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
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await CopyAsync(stoppingToken);
                    await TidyAsync(stoppingToken);
                }
                catch (Exception cause) when (cause is not OperationCanceledException)
                {
                    logger.UpkeepFailed(cause);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // stopping
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
                .OrderBy(d => d.SavedAt).Select(d => new { d.Id, d.PersonId }).Take(100).ToListAsync(cancel);
            resting = [.. found.Select(d => (d.Id, d.PersonId))];
        }

        foreach (var (id, owner) in resting)
        {
            if ((await persons.FindAsync(owner, cancel))?.ToSignedIn() is not { } person) continue;
            try
            {
                await folder.StoreAsync(person, id, cancel);
            }
            catch (Exception cause) when (cause is MailStoreUnavailableException or MailStoreRefusedException)
            {
                logger.CopyFailed(cause, owner.Value);
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
