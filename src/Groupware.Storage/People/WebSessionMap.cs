using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class WebSessionMap : IEntityTypeConfiguration<WebSession>
{
    public void Configure(EntityTypeBuilder<WebSession> builder)
    {
        builder.ToTable("web_session");
        builder.Property(s => s.Id).HasMaxLength(32);
        builder.Property(s => s.Browser).HasMaxLength(200);
        builder.Property(s => s.RemoteAddress).HasMaxLength(64);
        builder.HasIndex(s => s.PersonId);
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
