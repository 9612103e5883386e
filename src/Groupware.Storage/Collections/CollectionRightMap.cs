using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Collections;

internal sealed class CollectionRightMap : IEntityTypeConfiguration<CollectionRight>
{
    public void Configure(EntityTypeBuilder<CollectionRight> builder)
    {
        builder.ToTable("collection_right");
        builder.HasKey(r => new { r.CollectionId, r.PersonId });
        builder.HasIndex(r => r.PersonId);
    }
}
