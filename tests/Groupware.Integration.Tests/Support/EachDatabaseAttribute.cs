using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Groupware.Testing;

/// <summary>Runs a theory once on each database.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<Database>(Database.Sqlite), new TheoryDataRow<Database>(Database.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
