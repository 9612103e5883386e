using Microsoft.Playwright;

namespace Groupware.Benchmarks;

/// <summary>Clocks that run inside the page, so that the driver's own round trips are in no figure. A thing counts as drawn one frame after it came into the page.</summary>
internal static class Stopwatches
{
    /// <summary>Rows of messages, not their placeholders.</summary>
    public const string Rows = "[role=grid][aria-label=Messages] [role=row][data-uid]";

    private const string Script = """
        globalThis.bench = {
          now: () => performance.timeOrigin + performance.now(),
          // resolves with the time at which the condition was seen and painted
          until: (seen, limit = 15000) => new Promise((done, failed) => {
            const began = performance.now();
            const look = () => {
              if (seen()) requestAnimationFrame(() => done(bench.now()));
              else if (performance.now() - began > limit) failed(new Error('not within ' + limit + ' ms: ' + seen));
              else requestAnimationFrame(look);
            };
            look();
          }),
        };
        addEventListener('submit', () => sessionStorage.setItem('bench.submit', bench.now()), true);
        addEventListener('click', () => { bench.clicked = bench.now(); }, true);
        addEventListener('keydown', () => { bench.clicked = bench.now(); }, true);
        document.addEventListener('load', event => { if (event.target instanceof HTMLIFrameElement) bench.framed = (bench.framed ?? 0) + 1; }, true);
        """;

    public static Task AddAsync(IBrowserContext context) => context.AddInitScriptAsync(Script);

    /// <summary>Milliseconds from the click (or key) that the act makes to the moment the condition is drawn.</summary>
    /// <param name="page">Where.</param>
    /// <param name="act">Clicks once.</param>
    /// <param name="condition">Expression of the page's script.</param>
    public static async Task<double> ClickAsync(IPage page, Func<Task> act, string condition)
    {
        await page.EvaluateAsync($"() => {{ bench.clicked = undefined; bench.waiting = bench.until(() => bench.clicked && ({condition})); }}");
        await act();
        return await page.EvaluateAsync<double>("async () => (await bench.waiting) - bench.clicked");
    }

    /// <summary>When the condition is drawn, in milliseconds since 1970.</summary>
    public static Task<double> DrawnAsync(IPage page, string condition) => page.EvaluateAsync<double>($"() => bench.until(() => {condition})");

    public static double Now => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
