using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedOnAdd();
        builder.Property(p => p.Address).HasMaxLength(320);
        builder.Property(p => p.DisplayName).HasMaxLength(200);
        builder.Property(p => p.Language).HasMaxLength(12);
        builder.Property(p => p.ZoneId).HasMaxLength(64);
        builder.HasIndex(p => p.Address).IsUnique();
    }
}
