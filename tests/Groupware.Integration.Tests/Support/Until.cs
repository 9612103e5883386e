using System.Diagnostics;

namespace Groupware.Testing;

/// <summary>Waits for a condition instead of a time.</summary>
public static class Until
{
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit) throw new TimeoutException($"Not within {limit}: {what}");
            await Task.Delay(20);
        }
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan limit, string what) => TrueAsync(() => Task.FromResult(condition()), limit, what);
}
