using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groupware.Web.Demo;

/// <summary>Whether the demo is filled, or there is none: the first visitor must not see half of it.</summary>
internal sealed class DemoState : IHealthCheck
{
    private volatile bool finished;

    public void Finish() => finished = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(finished ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the demo is being filled"));
}
