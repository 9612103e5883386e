using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Mail;

internal sealed class MailLabelMap : IEntityTypeConfiguration<MailLabel>
{
    public void Configure(EntityTypeBuilder<MailLabel> label)
    {
        label.ToTable("mail_label");
        label.HasKey(l => new { l.PersonId, l.Keyword });
        label.Property(l => l.Keyword).HasMaxLength(64);
        label.Property(l => l.Name).HasMaxLength(60);
        label.Property(l => l.Color).HasMaxLength(7);
        label.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
