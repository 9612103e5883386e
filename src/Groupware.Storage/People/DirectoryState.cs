namespace Groupware.Storage.People;

/// <summary>
/// The one row that says how often the directory changed. Every change of domains, people, groups and addresses raises it first in its
/// transaction: writers wait for each other, and a process that polls it never misses a change of another one.
/// </summary>
public sealed class DirectoryState
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>Raised by one with every change.</summary>
    public long Version { get; set; }
}
