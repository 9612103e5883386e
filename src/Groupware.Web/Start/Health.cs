using System.Globalization;
using System.Text;
using Groupware.MailHost;
using Groupware.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groupware.Web.Start;

/// <summary><c>/healthz/live</c>: the process answers. <c>/healthz/ready</c>: every part answers, one line each.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<MailStoreHealth>("mail store", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<SubmissionHealth>("submission", timeout: TimeSpan.FromSeconds(5));

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder();
        foreach (var (name, entry) in report.Entries)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {(entry.Status == HealthStatus.Healthy ? "ready" : entry.Description ?? "does not answer")}\n");
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}

internal sealed class DatabaseHealth(IDbContextFactory<GroupwareContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the database does not answer");
    }
}

internal sealed class MailStoreHealth(MailHostProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe.ImapTroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}

internal sealed class SubmissionHealth(MailHostProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe.SmtpTroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}
