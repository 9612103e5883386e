using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class PersonSecretMap : IEntityTypeConfiguration<PersonSecret>
{
    public void Configure(EntityTypeBuilder<PersonSecret> builder)
    {
        builder.ToTable("person_secret");
        builder.Property(s => s.Label).HasMaxLength(100);
        builder.Property(s => s.Hash).HasMaxLength(200);
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
