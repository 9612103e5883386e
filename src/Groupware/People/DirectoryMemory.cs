using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.People;

/// <summary>
/// Holds the newest <see cref="DirectorySnapshot"/> and is the only writer of the directory. What a change causes (notices, the mail host's
/// caches and sessions) follows from the difference of two snapshots, so it happens whoever made the change: this process, another node or the command line.
/// </summary>
internal sealed class DirectoryMemory(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, IChangeFeed feed) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);
    private DirectorySnapshot current = DirectorySnapshot.Empty;

    /// <summary>Raised after the snapshot was replaced, with what is different. Handlers only enqueue.</summary>
    public event Action<DirectoryDifference>? Changed;

    /// <summary>The snapshot; loaded at the first call.</summary>
    public async ValueTask<DirectorySnapshot> CurrentAsync(CancellationToken cancel)
    {
        var known = Volatile.Read(ref current);
        if (known.Version == 0) await RefreshAsync(cancel);
        return Volatile.Read(ref current);
    }

    /// <summary>The snapshot as it is, for callers that cannot wait; empty before the first load.</summary>
    public DirectorySnapshot Known => Volatile.Read(ref current);

    /// <summary>Reads the version (one query) and the rest only if it rose.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        DirectoryDifference? difference = null;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var version = await db.DirectoryStates.AsNoTracking().Where(s => s.Id == 1).Select(s => s.Version).SingleAsync(cancel);
            var before = Volatile.Read(ref current);
            if (version == before.Version) return;
            var now = await DirectorySnapshot.LoadAsync(db, cancel);
            Volatile.Write(ref current, now);
            if (before.Version != 0) difference = DirectoryDifference.Between(before, now);
        }
        finally
        {
            loading.Release();
        }

        if (difference is null) return;
        foreach (var person in difference.Persons) feed.Publish(new ChangeNotice(ChangeKind.Person, person.Value));
        Changed?.Invoke(difference);
    }

    public void Dispose() => loading.Dispose();

    /// <summary>
    /// Runs one change in a transaction that begins by raising the version: changes of the directory wait for each other, so what
    /// <paramref name="work"/> reads stays true until it is committed. With anything but <see cref="DirectoryOutcome.Done"/> it must have written nothing.
    /// </summary>
    public async Task<DirectoryOutcome> ChangeAsync(Func<GroupwareContext, Task<DirectoryOutcome>> work, CancellationToken cancel)
    {
        var outcome = await writes.RunAsync(
            async (db, token) =>
            {
                await db.DirectoryStates.Where(s => s.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, x => x.Version + 1), token);
                var result = await work(db);
                if (result == DirectoryOutcome.Done) await db.SaveChangesAsync(token);
                return result;
            },
            cancel);
        if (outcome == DirectoryOutcome.Done) await RefreshAsync(cancel);
        return outcome;
    }
}

/// <summary>What became different from one snapshot to the next.</summary>
/// <param name="Persons">Made, changed, disabled, with another secret or other addresses.</param>
/// <param name="LoginNames">Every address, old and new, of the changed people: the names under which others may have cached them.</param>
/// <param name="Out">Canonical addresses, as they were before, of people whose running sessions must end: disabled, or another secret or address.</param>
/// <param name="DomainsChanged">A domain came or went.</param>
internal sealed record DirectoryDifference(IReadOnlyList<PersonId> Persons, IReadOnlyList<string> LoginNames, IReadOnlyList<string> Out, bool DomainsChanged)
{
    public static DirectoryDifference Between(DirectorySnapshot before, DirectorySnapshot now)
    {
        var persons = new List<PersonId>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var kicked = new List<string>();
        foreach (var person in now.Persons.Values)
        {
            var old = before.Persons.GetValueOrDefault(person.Id);
            if (old is not null && Same(old, person)) continue;
            persons.Add(person.Id);
            names.UnionWith([person.Address, .. person.Aliases]);
            if (old is null) continue;
            names.UnionWith([old.Address, .. old.Aliases]);
            if (old.SecretGeneration != person.SecretGeneration || old.Disabled != person.Disabled || old.Address != person.Address) kicked.Add(old.Address);
        }

        return new DirectoryDifference(persons, [.. names], kicked, !before.Domains.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(now.Domains.Keys));
    }

    private static bool Same(PersonView a, PersonView b) => a with { Aliases = b.Aliases } == b && a.Aliases.SequenceEqual(b.Aliases, StringComparer.Ordinal);
}
