using System.Collections.Concurrent;

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

    private readonly ConcurrentDictionary<UInt128, (int Generation, DateTimeOffset At)> entries = new();

    /// <param name="generation">The person's <see cref="PersonView.SecretGeneration"/>; 0 for a name of nobody.</param>
    public bool Holds(UInt128 credential, int generation) =>
        entries.TryGetValue(credential, out var known) && known.Generation == generation && time.GetUtcNow() - known.At < AtMost;

    public void Keep(UInt128 credential, int generation)
    {
        entries[credential] = (generation, time.GetUtcNow());
        if (entries.Count <= Kept) return;
        foreach (var old in entries.OrderBy(e => e.Value.At).Take(Kept / 10)) entries.TryRemove(old.Key, out _);
    }
}
