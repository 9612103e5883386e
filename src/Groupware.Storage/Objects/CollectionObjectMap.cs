using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Objects;

internal sealed class CollectionObjectMap : IEntityTypeConfiguration<CollectionObject>
{
    public void Configure(EntityTypeBuilder<CollectionObject> builder)
    {
        builder.ToTable("object");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedOnAdd();
        builder.Property(o => o.Component).HasMaxLength(32);
        builder.Property(o => o.Hash).HasMaxLength(32);
        builder.Property(o => o.Body).HasColumnName("body");
        builder.HasIndex(o => new { o.CollectionId, o.Name }).IsUnique();
        builder.HasIndex(o => new { o.CollectionId, o.Uid }).IsUnique();
        // sync-collection and PROPFIND read this index alone
        builder.HasIndex(o => new { o.CollectionId, o.Revision, o.Name, o.Hash });
        // what a range query must evaluate itself
        builder.HasIndex(o => new { o.CollectionId, o.IndexedTo }).HasFilter("indexed_to is not null");
    }
}
