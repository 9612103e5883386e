using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Objects;

internal sealed class ChangeMap : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        builder.ToTable("change");
        builder.HasKey(c => new { c.CollectionId, c.Token });
        builder.HasIndex(c => c.At);
    }
}
