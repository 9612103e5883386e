using Groupware.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Tests.Storage;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite, "Data Source=never-opened.db")]
    [InlineData(StorageProvider.Postgres, "Host=never.opened")]
    public async Task The_migrations_make_the_model_of_the_entities(StorageProvider provider, string connection)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStorage(new StorageOptions { Provider = provider, ConnectionString = connection });
        await using var root = services.BuildServiceProvider();
        await using var db = await root.GetRequiredService<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
