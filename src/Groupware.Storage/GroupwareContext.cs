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
    /// <summary>Domains whose mail is ours.</summary>
    public DbSet<MailDomain> MailDomains => Set<MailDomain>();

    /// <summary>Everybody with an account.</summary>
    public DbSet<Person> Persons => Set<Person>();

    /// <summary>All addresses of people and groups.</summary>
    public DbSet<DirectoryAddress> DirectoryAddresses => Set<DirectoryAddress>();

    /// <summary>Groups of people.</summary>
    public DbSet<PersonGroup> PersonGroups => Set<PersonGroup>();

    /// <summary>Who is in which group.</summary>
    public DbSet<PersonGroupMember> PersonGroupMembers => Set<PersonGroupMember>();

    /// <summary>Passwords, hashed.</summary>
    public DbSet<PersonSecret> PersonSecrets => Set<PersonSecret>();

    /// <summary>Browsers that are signed in.</summary>
    public DbSet<WebSession> WebSessions => Set<WebSession>();

    /// <summary>Personal settings.</summary>
    public DbSet<PersonPreferenceRow> PersonPreferences => Set<PersonPreferenceRow>();

    /// <summary>The directory's version.</summary>
    public DbSet<DirectoryState> DirectoryStates => Set<DirectoryState>();

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
