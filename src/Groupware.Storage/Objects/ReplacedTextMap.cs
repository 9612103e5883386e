using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Objects;

internal sealed class ReplacedTextMap : IEntityTypeConfiguration<ReplacedText>
{
    public void Configure(EntityTypeBuilder<ReplacedText> builder)
    {
        builder.ToTable("replaced");
        builder.HasKey(r => new { r.CollectionId, r.Token });
    }
}
