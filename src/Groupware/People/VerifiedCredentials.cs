using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>
/// Credentials that were found right, so that a phone's five requests in a row cost one slow hash. Keyed by an HMAC under a key of this process:
/// a memory dump is not a list of passwords. Only successes are kept, ten minutes since the last use and an hour at most; a raised
/// <see cref="PersonView.SecretGeneration"/> makes an entry worthless at once.
/// </summary>
internal sealed class VerifiedCredentials(TimeProvider time)
{
    private const int Kept = 10_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<UInt128, Entry> entries = new();

    public UInt128 KeyOf(string loginName, string secret)
    {
        Span<byte> hash = stackalloc byte[32];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(loginName));
        hmac.AppendData([0]);
        hmac.AppendData(Encoding.UTF8.GetBytes(secret));
        hmac.GetHashAndReset(hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    public bool TryFind(UInt128 credential, out PersonId person, out int generation, out SecretProtocols protocols)
    {
        (person, generation, protocols) = (default, 0, SecretProtocols.None);
        if (!entries.TryGetValue(credential, out var entry)) return false;
        var now = time.GetUtcNow();
        if (now - entry.LastUsed > Idle || now - entry.Made > AtMost)
        {
            entries.TryRemove(credential, out _);
            return false;
        }

        entry.LastUsed = now;
        (person, generation, protocols) = (entry.Person, entry.Generation, entry.Protocols);
        return true;
    }

    public void Keep(UInt128 credential, PersonId person, int generation, SecretProtocols protocols)
    {
        var now = time.GetUtcNow();
        entries[credential] = new Entry(person, generation, protocols, now) { LastUsed = now };
        if (entries.Count <= Kept) return;
        foreach (var old in entries.OrderBy(e => e.Value.LastUsed).Take(Kept / 10)) entries.TryRemove(old.Key, out _);
    }

    public void Forget(UInt128 credential) => entries.TryRemove(credential, out _);

    private sealed class Entry(PersonId person, int generation, SecretProtocols protocols, DateTimeOffset made)
    {
        public PersonId Person { get; } = person;

        public int Generation { get; } = generation;

        public SecretProtocols Protocols { get; } = protocols;

        public DateTimeOffset Made { get; } = made;

        public DateTimeOffset LastUsed { get; set; }
    }
}
