using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groupware.Storage.Objects;

internal sealed class OccurrenceMap : IEntityTypeConfiguration<Occurrence>
{
    /// <summary>Longer than a day: the range query finds these by their own index (864,000,000,000 ticks of 100 ns).</summary>
    public const string Long = "ends - starts > 864000000000";

    public void Configure(EntityTypeBuilder<Occurrence> builder)
    {
        builder.ToTable("occurrence");
        builder.HasKey(o => new { o.ObjectId, o.Recurrence });
        builder.HasIndex(o => new { o.CollectionId, o.Starts, o.Ends, o.Flags, o.ObjectId });
        builder.HasIndex(o => new { o.CollectionId, o.Ends, o.Starts, o.Flags, o.ObjectId }).HasFilter(Long);
    }
}
