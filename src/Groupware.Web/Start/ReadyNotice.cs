using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groupware.Web.Start;

/// <summary>Says on standard output when every part answers, and with which accounts one may look around.</summary>
internal sealed class ReadyNotice(HealthCheckService health, GroupwareSettings settings, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var said = "";
        while (true)
        {
            var report = await health.CheckHealthAsync(stoppingToken);
            if (report.Status == HealthStatus.Healthy) break;
            var waiting = string.Join("; ", report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Description}"));
            if (waiting != said) await Console.Out.WriteLineAsync("Waiting for " + waiting);
            said = waiting;
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stoppingToken);
        }

        await Console.Out.WriteLineAsync("Ready: " + settings.ShownUrl);
        if (File.Exists(settings.DemoMarker))
            await Console.Out.WriteLineAsync("Demo accounts, password \"secret\": alice, bob, carol, dave, erin; administrator: admin (all @example.test)");
        await Console.Out.FlushAsync(stoppingToken);
    }
}
