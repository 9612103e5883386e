using Microsoft.EntityFrameworkCore;

namespace Groupware.Storage;

/// <summary>A <see cref="GroupwareContext"/> for each operation, of whichever database is configured.</summary>
internal sealed class GroupwareContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<GroupwareContext>
    where TContext : GroupwareContext
{
    public GroupwareContext CreateDbContext() => contexts.CreateDbContext();
}
