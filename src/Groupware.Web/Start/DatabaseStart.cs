using System.Data.Common;
using Groupware.Storage;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Web.Start;

/// <summary>Brings the database up to date before anything else starts.</summary>
internal sealed class DatabaseStart(IDbContextFactory<GroupwareContext> contexts, GroupwareSettings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or DbUpdateException)
        {
            var cause = e is DbException ? e : e.InnerException ?? e;
            throw new StartRefusedException(settings.Storage.Provider == StorageProvider.Postgres
                ? $"The PostgreSQL database (Storage__ConnectionString) cannot be opened or brought up to date: {FirstLine(cause)}"
                : $"The database in {settings.Data} cannot be opened or brought up to date, and nothing was changed: {FirstLine(cause)}", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string FirstLine(Exception cause) => cause.Message.Split('\n')[0].Trim();
}
