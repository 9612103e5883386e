using System.Threading.Channels;
using Groupware.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Groupware.People;

/// <summary>
/// Sees within a second what another process (a node, the command line) changed in the directory, and tells the mail host what it must forget:
/// cached answers, running sessions, the classes of addresses.
/// </summary>
internal sealed class DirectoryWatch(DirectoryMemory memory, IServiceProvider services, TimeProvider time, ILogger<DirectoryWatch> logger) : BackgroundService
{
    private readonly Channel<DirectoryDifference> changes = Channel.CreateUnbounded<DirectoryDifference>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        memory.Changed += Enqueue;
        try
        {
            await Task.WhenAll(PollAsync(stoppingToken), TellAsync(stoppingToken));
        }
        finally
        {
            memory.Changed -= Enqueue;
        }
    }

    private void Enqueue(DirectoryDifference difference) => changes.Writer.TryWrite(difference);

    private async Task PollAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var told = false;
        do
        {
            try
            {
                await memory.RefreshAsync(cancel);
                told = false;
            }
            catch (Exception cause) when (!cancel.IsCancellationRequested)
            {
                if (!told) logger.DirectoryUnavailable(cause);
                told = true; // once for each outage, not each second
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        await foreach (var difference in changes.Reader.ReadAllAsync(cancel))
        {
            foreach (var host in services.GetServices<IMailHostControl>())
            {
                try
                {
                    // first the cache, then the sessions: a client that reconnects at once must be asked anew
                    if (difference.LoginNames.Count > 0) await host.FlushAuthAsync(difference.LoginNames, cancel);
                    foreach (var address in difference.Out) await host.KickAsync(address, cancel);
                    if (difference.DomainsChanged) await host.DomainsChangedAsync(cancel);
                }
                catch (Exception cause) when (cause is not OperationCanceledException)
                {
                    logger.MailHostNotTold(cause, difference.Persons.Count);
                }
            }
        }
    }
}
