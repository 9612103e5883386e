using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Objects;

internal sealed class CardValueMap : IEntityTypeConfiguration<CardValue>
{
    public void Configure(EntityTypeBuilder<CardValue> builder)
    {
        builder.ToTable("card_value");
        builder.HasKey(v => new { v.CollectionId, v.Property, v.ObjectId, v.N });
        builder.Property(v => v.Property).HasMaxLength(32);
        builder.HasIndex(v => v.ObjectId);
    }
}
