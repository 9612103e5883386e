using Groupware.Storage.Collections;
using Groupware.Storage.Mail;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Groupware.Storage;

/// <summary>The schema, the same on both databases; <see cref="SqliteContext"/> and <see cref="PostgresContext"/> carry the migrations.</summary>
public abstract class GroupwareContext(DbContextOptions options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GroupwareContext).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        configurationBuilder.Properties<CollectionId>().HaveConversion<CollectionIdConverter>();
        configurationBuilder.Properties<DraftId>().HaveConversion<DraftIdConverter>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
    }

    private sealed class PersonIdConverter() : ValueConverter<PersonId, long>(id => id.Value, value => new PersonId(value));

    private sealed class CollectionIdConverter() : ValueConverter<CollectionId, long>(id => id.Value, value => new CollectionId(value));

    private sealed class DraftIdConverter() : ValueConverter<DraftId, Guid>(id => id.Value, value => new DraftId(value));

    /// <summary>Points in time are Unix ticks (100 ns) on both databases: SQLite can neither order nor compare its own date type.</summary>
    private sealed class InstantConverter() : ValueConverter<Instant, long>(at => at.ToUnixTimeTicks(), value => Instant.FromUnixTimeTicks(value));
}
