using System.Collections.Concurrent;
using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>
/// Credentials that were found wrong a short while ago. A phone that keeps trying the old password, or a mail program that tries one with every
/// mechanism it knows, has tried one password: it is counted once, costs one slow hash, and does not make its owner wait at the other doors.
/// Keyed as <see cref="VerifiedCredentials"/>; new secrets of the person make an entry worthless at once.
/// </summary>
internal sealed class RejectedCredentials(TimeProvider time)
{
    private const int Kept = 10_000;
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<UInt128, ((PersonId Id, int Generation) Owner, DateTimeOffset At)> entries = new();

    /// <param name="owner">Whose name it is now, and that person's <see cref="PersonView.SecretGeneration"/>; default for a name of nobody.</param>
    public bool Holds(UInt128 credential, (PersonId Id, int Generation) owner) =>
        entries.TryGetValue(credential, out var known) && known.Owner == owner && time.GetUtcNow() - known.At < AtMost;

    public void Keep(UInt128 credential, (PersonId Id, int Generation) owner)
    {
        entries[credential] = (owner, time.GetUtcNow());
        if (entries.Count <= Kept) return;
        foreach (var old in entries.OrderBy(e => e.Value.At).Take(Kept / 10)) entries.TryRemove(old.Key, out _);
    }
}
