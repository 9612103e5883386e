using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Groupware.Storage;

/// <summary>The schema on SQLite, with its migrations.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : GroupwareContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // ids of their own type are not seen as integers by the provider's convention, but are in the migrations' snapshot: say it for both
        foreach (var key in modelBuilder.Model.GetEntityTypes().Select(entity => entity.FindPrimaryKey()?.Properties).OfType<IReadOnlyList<IMutableProperty>>())
        {
            if (key is [{ ValueGenerated: ValueGenerated.OnAdd } id] && id.ClrType.IsValueType) id.SetValueGenerationStrategy(SqliteValueGenerationStrategy.Autoincrement);
        }
    }
}
