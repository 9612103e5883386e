using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Mail;

internal sealed class OutboxItemMap : IEntityTypeConfiguration<OutboxItem>
{
    public void Configure(EntityTypeBuilder<OutboxItem> item)
    {
        item.ToTable("outbox_item");
        item.HasKey(i => i.Id);
        item.Property(i => i.State).IsConcurrencyToken();
        item.HasIndex(i => new { i.State, i.DueAt });
        item.HasIndex(i => new { i.PersonId, i.State });
        item.HasIndex(i => i.DraftId);
    }
}
