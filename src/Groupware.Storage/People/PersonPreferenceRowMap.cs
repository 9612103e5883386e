using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class PersonPreferenceRowMap : IEntityTypeConfiguration<PersonPreferenceRow>
{
    public void Configure(EntityTypeBuilder<PersonPreferenceRow> builder)
    {
        builder.ToTable("person_preference");
        builder.HasKey(p => p.PersonId);
        builder.Property(p => p.PersonId).ValueGeneratedNever();
        builder.Property(p => p.Theme).HasMaxLength(12);
        builder.Property(p => p.Density).HasMaxLength(12);
        builder.Property(p => p.ReadingPane).HasMaxLength(12);
        builder.Property(p => p.TimeFormat).HasMaxLength(4);
        builder.HasOne<Person>().WithOne().HasForeignKey<PersonPreferenceRow>(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
