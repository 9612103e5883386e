using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Mail;

internal sealed class DraftVersionMap : IEntityTypeConfiguration<DraftVersion>
{
    public void Configure(EntityTypeBuilder<DraftVersion> version)
    {
        version.ToTable("draft_version");
        version.HasKey(v => v.Id);
        version.HasIndex(v => new { v.DraftId, v.ContentHash }).IsUnique();
        version.HasOne<Draft>().WithMany().HasForeignKey(v => v.DraftId).OnDelete(DeleteBehavior.Cascade);
    }
}
