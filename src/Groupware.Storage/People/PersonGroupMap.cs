using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class PersonGroupMap : IEntityTypeConfiguration<PersonGroup>, IEntityTypeConfiguration<PersonGroupMember>
{
    public void Configure(EntityTypeBuilder<PersonGroup> builder)
    {
        builder.ToTable("person_group");
        builder.Property(g => g.Name).HasMaxLength(200);
        builder.Property(g => g.Address).HasMaxLength(320);
        builder.HasIndex(g => g.Address).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PersonGroupMember> builder)
    {
        builder.ToTable("person_group_member");
        builder.HasKey(m => new { m.GroupId, m.PersonId });
        builder.HasIndex(m => m.PersonId);
        builder.HasOne<PersonGroup>().WithMany().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
