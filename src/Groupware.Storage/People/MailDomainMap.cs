using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class MailDomainMap : IEntityTypeConfiguration<MailDomain>
{
    public void Configure(EntityTypeBuilder<MailDomain> builder)
    {
        builder.ToTable("mail_domain");
        builder.Property(d => d.Name).HasMaxLength(253);
        builder.HasIndex(d => d.Name).IsUnique();
    }
}
