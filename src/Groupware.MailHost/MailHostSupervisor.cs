using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Groupware.Mail.Mailboxes;
using Groupware.MailHost.Answers;
using Groupware.MailHost.Dovecot;
using Groupware.MailHost.Postfix;
using Groupware.MailHost.Processes;
using Groupware.MailHost.Rootless;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.MailHost;

/// <summary>
/// Starts the suite's own Dovecot and Postfix before the web listens, starts one again when it ends by itself, and stops both with the suite.
/// </summary>
internal sealed class MailHostSupervisor(
    IOptions<MailHostOptions> settings,
    MailHostLayout layout,
    MailHostSecrets secrets,
    MailHostState state,
    IMailDirectory directory,
    IEnumerable<IMailboxNotices> notices,
    PostfixReload postfixReload,
    TimeProvider time,
    ILoggerFactory loggers) : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    private readonly MailHostOptions options = settings.Value;
    private readonly ILogger log = loggers.CreateLogger<MailHostSupervisor>();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> watches = [];
    private ChildProcess? dovecot;
    private ChildProcess? postfix;
    private SuiteEndpoints? endpoints;
    private SocketmapServer? maps;
    private SmtpListener? smtp;

    /// <summary>Before anything is made, a database among it: all that can be refused about the mail host.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled) return;
        MailHostCheck.Options(options);
        MailHostCheck.Packages(options, await SystemUsers.CurrentAsync(options));
        var stale = await StaleProcess.EndAsync(layout.DovecotPidFile, layout.DovecotConfiguration, time, cancellationToken)
            + await StaleProcess.EndAsync(layout.PostfixPidFile, layout.PostfixConfiguration, time, cancellationToken);
        if (stale > 0) log.StaleProcessesEnded(stale);
        await MailHostCheck.PortsAsync(options, time, cancellationToken);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            state.Trouble = "";
            return;
        }

        var began = time.GetTimestamp();
        var users = await SystemUsers.CurrentAsync(options);
        Folders.Make(layout, users);
        new DovecotConfiguration(options, layout, secrets, users).Write();
        await Folders.OwnAsync(layout, users);
        try
        {
            endpoints = new SuiteEndpoints(options, secrets, directory, notices, loggers);
            await endpoints.StartAsync(cancellationToken);
            maps = new SocketmapServer(options, directory, loggers.CreateLogger<SocketmapServer>());
            maps.Start();
            var preparing = users.Root ? PreparePostfixAsync() : Task.CompletedTask;
            dovecot = await StartDovecotAsync(cancellationToken);
            await preparing;
            if (users.Root)
            {
                postfix = await StartPostfixAsync(cancellationToken);
            }
            else
            {
                smtp = new SmtpListener(options, secrets, directory, time, loggers);
                smtp.Start();
            }
        }
        catch
        {
            await StopAsync(cancellationToken);   // nothing half-made is left running
            throw;
        }

        watches.Add(WatchAsync("Dovecot", () => dovecot, StartDovecotAsync, child => dovecot = child));
        if (postfix is not null) watches.Add(WatchAsync("Postfix", () => postfix, StartPostfixAsync, child => postfix = child));
        watches.Add(SweepMissedAsync());
        state.Trouble = "";
        log.MailHostRuns(options.ImapPort, options.SubmissionPort, time.GetElapsedTime(began));
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        state.Trouble = "The mail host is stopping.";
        if (smtp is not null) await smtp.DisposeAsync();
        if (postfix is not null) await postfix.StopAsync(TimeSpan.FromSeconds(5), time);
        if (dovecot is not null) await dovecot.StopAsync(TimeSpan.FromSeconds(8), time);
        await Task.WhenAll(watches);
        if (maps is not null) await maps.DisposeAsync();
        if (endpoints is not null) await endpoints.DisposeAsync();
        if (dovecot is not null) File.Delete(layout.DovecotPidFile);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        dovecot?.Dispose();
        postfix?.Dispose();
        stopping.Dispose();
    }

    private async Task<ChildProcess> StartDovecotAsync(CancellationToken cancel)
    {
        if (File.Exists(layout.DovecotPidFile)) File.Delete(layout.DovecotPidFile);
        var child = ChildProcess.Start(DovecotConfiguration.Program, "-F", "-c", layout.DovecotConfiguration);
        await ReadyAsync("Dovecot", child, [options.ImapPort, options.LmtpPort, options.SievePort, options.SaslPort, options.DoveadmPort, .. options.Tls ? [options.ImapsPort] : Array.Empty<int>()], cancel);
        return child;
    }

    /// <summary>Makes the queue's folders and refuses a configuration that would not run; takes a second, so it runs beside Dovecot's start, and not again for the same configuration.</summary>
    private async Task PreparePostfixAsync()
    {
        var checkedOnce = Path.Combine(layout.Etc, "postfix-checked");   // left by a check that passed
        if (new PostfixConfiguration(options, layout, HostName()).Write() && File.Exists(checkedOnce) && Directory.Exists(Path.Combine(layout.PostfixQueue, "active"))) return;
        File.Delete(checkedOnce);
        await Command.ReadAsync(PostfixConfiguration.Program, "-c", layout.PostfixConfiguration, "check");
        await File.WriteAllTextAsync(checkedOnce, "");
    }

    private async Task<ChildProcess> StartPostfixAsync(CancellationToken cancel)
    {
        var child = ChildProcess.Start(PostfixConfiguration.Master, "-d", "-c", layout.PostfixConfiguration);
        await ReadyAsync("Postfix", child, [options.SubmissionPort, options.SmtpPort, .. options.Tls ? [options.SubmissionsPort] : Array.Empty<int>()], cancel);
        postfixReload.Master = child;
        return child;
    }

    private async Task ReadyAsync(string server, ChildProcess child, IReadOnlyList<int> ports, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        foreach (var port in ports)
        {
            var address = port == options.LmtpPort || port == options.SaslPort || port == options.DoveadmPort ? "127.0.0.1" : options.Address;
            while (!await PortProbe.OpenAsync(address, port, cancel))
            {
                if (!child.Running || time.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
                {
                    var ended = !child.Running;
                    var words = child.LastWords.Length > 0 ? child.LastWords : LastLogLine(server);
                    await child.StopAsync(TimeSpan.FromSeconds(2), time);
                    throw new StartRefusedException(ended
                        ? $"{server} ended at once: {words}"
                        : string.Create(CultureInfo.InvariantCulture, $"{server} did not open port {port} within 20 s; see the log in {layout.Log}."));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancel);
            }
        }
    }

    private string LastLogLine(string server)
    {
        var file = Path.Combine(layout.Log, server == "Dovecot" ? "dovecot.log" : "postfix.log");
        return File.Exists(file) ? File.ReadLines(file).LastOrDefault() ?? "" : "";
    }

    private async Task WatchAsync(string server, Func<ChildProcess?> current, Func<CancellationToken, Task<ChildProcess>> start, Action<ChildProcess> started)
    {
        var delay = TimeSpan.FromMilliseconds(200);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var child = current();
                if (child is null) return;
                var began = time.GetTimestamp();
                await child.WaitForExitAsync(stopping.Token);
                if (time.GetElapsedTime(began) > TimeSpan.FromMinutes(1)) delay = TimeSpan.FromMilliseconds(200);
                child.EndSession();
                state.Trouble = server + " is not running; it is being started again.";
                log.ServerEnded(server, child.LastWords, delay);
                await Task.Delay(delay, time, stopping.Token);
                delay = delay * 2 > LongestDelay ? LongestDelay : delay * 2;
                try
                {
                    started(await start(stopping.Token));
                    child.Dispose();
                    state.Trouble = "";
                }
                catch (StartRefusedException e)
                {
                    log.RestartFailed(server, e.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the suite stops
        }
    }

    private async Task SweepMissedAsync()
    {
        try
        {
            while (true)
            {
                TellMissed();
                await Task.Delay(SweepEvery, time, stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the suite stops
        }
    }

    /// <summary>What changed while nobody listened: Dovecot left a file for each account.</summary>
    private void TellMissed()
    {
        foreach (var file in Directory.EnumerateFiles(layout.Missed))
        {
            var user = Uri.UnescapeDataString(Path.GetFileName(file));
            File.Delete(file);
            foreach (var listener in notices) listener.Notify(user, [new MailboxNotice(MailboxEvent.MessageNew, "INBOX", Uid: null, OldFolder: null)]);
        }
    }

    private string HostName()
    {
        if (options.HostName.Length > 0) return options.HostName;
        var name = Dns.GetHostName();
        return name.Contains('.', StringComparison.Ordinal) ? name : "mail.localdomain";
    }
}
