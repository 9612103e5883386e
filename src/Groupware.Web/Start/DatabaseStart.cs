using Groupware.Storage;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Web.Start;

/// <summary>Brings the database up to date before anything else starts.</summary>
internal sealed class DatabaseStart(IDbContextFactory<GroupwareContext> contexts, GroupwareSettings settings, DataFolder data) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DatabaseStartup.PrepareAsync(contexts, settings.Storage, cancellationToken);
            // people are made next, and this folder tells which of them have a password everybody knows
            if (settings.Storage.ConnectionString != settings.OwnDatabase) data.Keep();
        }
        catch (DatabaseStartupException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
