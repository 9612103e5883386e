using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.People;

internal sealed class DirectoryStateMap : IEntityTypeConfiguration<DirectoryState>
{
    public void Configure(EntityTypeBuilder<DirectoryState> builder)
    {
        builder.ToTable("directory_state");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasData(new DirectoryState { Id = 1, Version = 1 });
    }
}
