using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Collections;

internal sealed class CollectionDisplayMap : IEntityTypeConfiguration<CollectionDisplay>
{
    public void Configure(EntityTypeBuilder<CollectionDisplay> builder)
    {
        builder.ToTable("collection_display");
        builder.HasKey(d => new { d.CollectionId, d.PersonId });
        builder.HasIndex(d => d.PersonId);
    }
}
