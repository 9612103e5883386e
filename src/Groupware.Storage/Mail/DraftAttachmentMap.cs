using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Mail;

internal sealed class DraftAttachmentMap : IEntityTypeConfiguration<DraftAttachment>
{
    public void Configure(EntityTypeBuilder<DraftAttachment> attachment)
    {
        attachment.ToTable("draft_attachment");
        attachment.HasKey(a => a.Id);
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.HasIndex(a => new { a.DraftId, a.Position });
        attachment.HasIndex(a => a.ContentHash);
        attachment.HasOne<Draft>().WithMany().HasForeignKey(a => a.DraftId).OnDelete(DeleteBehavior.Cascade);
    }
}
