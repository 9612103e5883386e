using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Collections;

internal sealed class DeadPropertyMap : IEntityTypeConfiguration<DeadProperty>
{
    public void Configure(EntityTypeBuilder<DeadProperty> builder)
    {
        builder.ToTable("dead_property");
        builder.HasKey(p => new { p.CollectionId, p.ObjectId, p.Name });
        builder.Property(p => p.Name).HasMaxLength(500);
    }
}
