using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Mail;

internal sealed class DraftMap : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("draft");
        draft.HasKey(d => d.Id);
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Version).IsConcurrencyToken();
        draft.HasIndex(d => new { d.PersonId, d.Open });
        draft.HasIndex(d => d.DiscardedAt);
    }
}
