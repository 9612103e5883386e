using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Collections;

internal sealed class CollectionMap : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collection");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedOnAdd();
        builder.Property(c => c.PathName).HasMaxLength(255);
        builder.Property(c => c.Components).HasMaxLength(255);
        // deleted ones keep their row for undo under a changed path name
        builder.HasIndex(c => new { c.OwnerId, c.IsBook, c.PathName }).IsUnique();
        builder.HasIndex(c => c.Everyone);
    }
}
