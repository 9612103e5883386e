using Groupware.People;
using Groupware.Storage.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Outbox;

/// <summary>Sends what is due. Several may run, in one process or many: each item is claimed by a row changed from one state to the next.</summary>
internal sealed class SubmissionJob(Outbox outbox, OutboxFiles files, Submission submission, SentFiling filing, Persons persons, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<SubmissionJob> logger) : BackgroundService
{
    private static readonly Duration Lease = Duration.FromMinutes(15);
    private static readonly Duration LongestSleep = Duration.FromSeconds(30);
    private static readonly Duration Remembered = Duration.FromDays(7);

    // the machine's name lets a restarted process know what its dead predecessor held
    private readonly string worker = $"{Environment.MachineName}:{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.Workers);
        var started = clock.GetCurrentInstant();
        var tidied = Instant.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetCurrentInstant();
                var unclear = await outbox.RecoverAsync((name, at) => IsDead(name, at, started, now), stoppingToken);
                if (unclear > 0) logger.SubmissionsUnclear(unclear);
                if (now - tidied > Duration.FromHours(1))
                {
                    await outbox.TidyAsync(Remembered, stoppingToken);
                    tidied = now;
                }

                while (true)
                {
                    await slots.WaitAsync(stoppingToken);
                    var item = await ClaimAsync(slots, stoppingToken);
                    if (item is null) break;
                    _ = RunAsync(item, slots, stoppingToken);
                }

                await SleepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception cause)
            {
                logger.OutboxFailed(cause);
                await Task.Delay(TimeSpan.FromSeconds(5), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // what is being given to a server is let finish
        for (var i = 0; i < options.Value.Workers; i++) await slots.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private async Task<OutboxItem?> ClaimAsync(SemaphoreSlim slots, CancellationToken cancel)
    {
        OutboxItem? item = null;
        try
        {
            item = await outbox.ClaimAsync(worker, cancel);
            return item;
        }
        finally
        {
            if (item is null) slots.Release();
        }
    }

    private bool IsDead(string name, Instant claimedAt, Instant started, Instant now)
    {
        if (name == worker) return false;
        // the same machine: only one process of ours runs on a data folder, so whoever claimed before this one started is gone
        var sameMachine = name.StartsWith(Environment.MachineName + ":", StringComparison.Ordinal);
        return (sameMachine && claimedAt < started) || now - claimedAt > Lease;
    }

    private async Task RunAsync(OutboxItem item, SemaphoreSlim slots, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await SendAsync(item, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // nothing was given to a server: the next process takes it from Claimed
        }
        catch (Exception cause)
        {
            logger.NotRecorded(cause, item.MessageId);   // stopping while the database is away: the next process recovers the row
        }
        finally
        {
            slots.Release();
        }
    }

    // What happened is recorded before anything else is done with the row, however long the database is away: a row that says less than
    // what happened is a message sent twice.
    private async Task RecordAsync(OutboxItem item, Func<Task> record, CancellationToken stopping)
    {
        for (var wait = Duration.FromMilliseconds(200); ; wait = Duration.Min(wait * 2, LongestSleep))
        {
            try
            {
                await record();
                return;
            }
            catch (Exception cause) when (!stopping.IsCancellationRequested)
            {
                logger.NotRecorded(cause, item.MessageId);
                await Task.Delay(wait.ToTimeSpan(), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(OutboxItem item, CancellationToken stopping)
    {
        var outcome = item.State == OutboxState.Claimed ? await SubmitAsync(item, stopping) : SubmissionOutcome.Accepted;
        if (outcome.Result == SubmissionResult.Accepted) await FileAsync(item, stopping);
    }

    private async Task<SubmissionOutcome> SubmitAsync(OutboxItem item, CancellationToken stopping)
    {
        var given = false;
        SubmissionOutcome outcome;
        try
        {
            if (await persons.FindAsync(item.PersonId, stopping) is null) outcome = new SubmissionOutcome(SubmissionResult.Refused, SubmissionFault.Authentication, "");
            else
            {
                var (message, content) = await files.ReadAsync(item.FileName, stopping);
                await using (content)
                using (message)
                {
                    outcome = await submission.SendAsync(
                        item,
                        message,
                        async cancel =>
                        {
                            var ours = await outbox.TransmittingAsync(item, cancel);
                            given = ours;
                            return ours;
                        },
                        stopping);
                }
            }
        }
        catch (Exception cause) when (given || cause is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // after the message was given to a server, whatever went wrong says nothing about whether it was taken
            logger.SubmissionFailed(cause, item.MessageId);
            outcome = new SubmissionOutcome(given ? SubmissionResult.Unclear : SubmissionResult.TryLater, SubmissionFault.Unreachable, "");
        }

        await RecordAsync(item, () => outbox.EndAsync(item, outcome, CancellationToken.None), stopping);
        if (outcome.Result == SubmissionResult.Accepted) logger.Submitted(item.MessageId, item.Attempts);
        else logger.NotSubmitted(item.MessageId, outcome.Result, outcome.Fault, item.Attempts);
        return outcome;
    }

    private async Task FileAsync(OutboxItem item, CancellationToken stopping)
    {
        try
        {
            if ((await persons.FindAsync(item.PersonId, stopping))?.ToSignedIn() is { } person)
            {
                var (message, content) = await files.ReadAsync(item.FileName, stopping);
                await using (content)
                using (message) await filing.FileAsync(person, item, message, stopping);
            }
        }
        catch (Exception cause) when (cause is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            logger.NotFiled(cause, item.MessageId);
            await RecordAsync(item, () => outbox.NotFiledAsync(item, cause is MailStoreRefusedException ? cause.Message : "", CancellationToken.None), stopping);
            return;
        }

        await RecordAsync(item, () => outbox.FiledAsync(item, CancellationToken.None), stopping);
    }

    private async Task SleepAsync(CancellationToken stopping)
    {
        var wait = LongestSleep;
        if (await outbox.NextDueAsync(stopping) is { } due) wait = Duration.Min(wait, Duration.Max(Duration.Zero, due - clock.GetCurrentInstant()));
        if (wait <= Duration.Zero) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var rung = outbox.Wake.WaitToReadAsync(limit.Token).AsTask();
        var slept = Task.Delay(wait.ToTimeSpan(), clock, limit.Token);
        await Task.WhenAny(rung, slept);
        await limit.CancelAsync();
        while (outbox.Wake.TryRead(out _))
        {
            // one ring is enough, however many there were
        }

        stopping.ThrowIfCancellationRequested();
    }
}
