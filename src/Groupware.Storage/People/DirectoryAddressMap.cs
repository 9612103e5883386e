using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class DirectoryAddressMap : IEntityTypeConfiguration<DirectoryAddress>
{
    public void Configure(EntityTypeBuilder<DirectoryAddress> builder)
    {
        builder.ToTable("directory_address");
        builder.HasKey(a => a.Address);
        builder.Property(a => a.Address).HasMaxLength(320);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PersonGroup>().WithMany().HasForeignKey(a => a.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}
