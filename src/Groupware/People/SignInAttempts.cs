using System.Collections.Concurrent;
using System.Net;

namespace Groupware.People;

/// <summary>
/// The one delay policy for every door. A wrong password makes the account wait before the next one is looked at: three are free, then 1, 2, 4 …
/// 256 s, at most five minutes, which lets 22 guesses an hour through however many ask and from wherever. An address that has failed
/// 60 times in an hour, over all accounts, waits as well, so that one password cannot be tried on everybody. Nobody else is locked out: a
/// person whose address signed in to the account before has an allowance of their own there, and what was verified once is not asked again (<see cref="VerifiedCredentials"/>),
/// nor is what was wrong once counted again (<see cref="RejectedCredentials"/>).
/// </summary>
internal sealed class SignInAttempts(TimeProvider time)
{
    internal const int Free = 3;
    internal const int AddressFailures = 60;
    private const int Kept = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Familiarity = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Failures> failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Account, string Address), DateTimeOffset> familiar = new();

    /// <summary>
    /// Takes one attempt, counted as a failure until <see cref="Succeeded"/> gives it back: a hundred guesses at once count as a hundred.
    /// </summary>
    /// <returns>Null when the password may be looked at, else how long to wait.</returns>
    public TimeSpan? Begin(string account, string remoteAddress)
    {
        var now = time.GetUtcNow();
        var keys = Keys(account, remoteAddress, now);
        lock (gate)
        {
            TimeSpan? wait = null;
            foreach (var (key, limit) in keys)
            {
                if (failures.TryGetValue(key, out var known) && known.Until(now, limit) is { } more && more > (wait ?? TimeSpan.Zero)) wait = more;
            }

            if (wait is not null) return wait;
            foreach (var (key, _) in keys)
            {
                if (!failures.TryGetValue(key, out var known) || now - known.Last > Window) failures[key] = known = new Failures();
                known.Count++;
                known.Last = now;
            }

            if (failures.Count > Kept) Forget(now);
            return null;
        }
    }

    /// <summary>The password was right: the attempt does not count, and the address is known for it from now on.</summary>
    public void Succeeded(string account, string remoteAddress)
    {
        Withdrawn(account, remoteAddress);
        var now = time.GetUtcNow();
        lock (gate) failures.Remove($"known {account} {remoteAddress}");
        familiar[(account, remoteAddress)] = now;
        if (familiar.Count > Kept)
        {
            foreach (var old in familiar.OrderBy(f => f.Value).Take(Kept / 10)) familiar.TryRemove(old.Key, out _);
        }
    }

    /// <summary>The password could not be looked at after all: gives the attempt back.</summary>
    public void Withdrawn(string account, string remoteAddress)
    {
        lock (gate)
        {
            foreach (var (key, _) in Keys(account, remoteAddress, time.GetUtcNow()))
            {
                if (failures.TryGetValue(key, out var known) && --known.Count <= 0) failures.Remove(key);
            }
        }
    }

    private (string Key, int Limit)[] Keys(string account, string remoteAddress, DateTimeOffset now)
    {
        if (familiar.TryGetValue((account, remoteAddress), out var seen) && now - seen < Familiarity) return [($"known {account} {remoteAddress}", Free)];
        // behind a proxy that does not tell, everybody has the loopback address: it is nobody's
        return IPAddress.TryParse(remoteAddress, out var ip) && !IPAddress.IsLoopback(ip)
            ? [("account " + account, Free), ("address " + remoteAddress, AddressFailures)]
            : [("account " + account, Free)];
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var old in failures.Where(f => now - f.Value.Last > Window).Select(f => f.Key).ToList()) failures.Remove(old);
        // a flood of invented names: the oldest go, which are the least worth keeping
        if (failures.Count > Kept) foreach (var old in failures.OrderBy(f => f.Value.Last).Take(Kept / 10).Select(f => f.Key).ToList()) failures.Remove(old);
    }

    private sealed class Failures
    {
        public int Count { get; set; }

        public DateTimeOffset Last { get; set; }

        public TimeSpan? Until(DateTimeOffset now, int free)
        {
            if (Count < free || now - Last > Window) return null;
            var seconds = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(20, Count - free)));
            var until = Last + TimeSpan.FromSeconds(seconds);
            return until > now ? until - now : null;
        }
    }
}
