using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Collections;

/// <summary>Forgets what is older than undo reaches: replaced texts, the change log (whose tokens end with it), and deleted collections.</summary>
internal sealed class RetentionJob(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, TimeProvider clock, ILogger<RetentionJob> logger) : BackgroundService
{
    /// <summary>Undo, and a phone that comes back after a long holiday.</summary>
    public static readonly Duration Kept = Duration.FromDays(90);

    private static readonly TimeSpan Start = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Start, clock, stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                logger.RetentionBehind(cause);   // whatever it was: an exception that leaves here would end the host
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One collection after the other, each in a short transaction.</summary>
    internal async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant() - Kept;
        List<CollectionId> old, deleted;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            old = await db.Set<Change>().Where(c => c.At < before).Select(c => c.CollectionId).Distinct().ToListAsync(cancel);
            deleted = await db.Set<Collection>().Where(c => c.DeletedAt != null && c.DeletedAt < before).Select(c => c.Id).ToListAsync(cancel);
        }

        foreach (var id in old) await writes.RunAsync((db, stop) => ForgetChangesAsync(db, id, before, stop), cancel);
        foreach (var id in deleted) await writes.RunAsync((db, stop) => ForgetAsync(db, id, stop), cancel);
    }

    private static async Task ForgetChangesAsync(GroupwareContext db, CollectionId id, Instant before, CancellationToken cancel)
    {
        var upTo = await db.Set<Change>().Where(c => c.CollectionId == id && c.At < before).MaxAsync(c => (long?)c.Token, cancel) ?? 0;
        await db.Set<ReplacedText>().Where(r => r.CollectionId == id && r.Token <= upTo).ExecuteDeleteAsync(cancel);
        await db.Set<Change>().Where(c => c.CollectionId == id && c.Token <= upTo).ExecuteDeleteAsync(cancel);
        await db.Set<Collection>().Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PurgedTo, upTo), cancel);
    }

    private static async Task ForgetAsync(GroupwareContext db, CollectionId id, CancellationToken cancel)
    {
        await db.Set<Occurrence>().Where(o => o.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<CardValue>().Where(v => v.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<CollectionObject>().Where(o => o.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<ReplacedText>().Where(r => r.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<Change>().Where(c => c.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<DeadProperty>().Where(p => p.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<CollectionRight>().Where(r => r.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<CollectionDisplay>().Where(d => d.CollectionId == id).ExecuteDeleteAsync(cancel);
        await db.Set<Collection>().Where(c => c.Id == id).ExecuteDeleteAsync(cancel);
    }
}
