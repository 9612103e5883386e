using System.Diagnostics;

namespace Groupware.Benchmarks;

/// <summary>From the command to "Ready:" on data that is there already.</summary>
internal static class StartFigures
{
    public static async Task MeasureAsync(Bench bench)
    {
        var suite = await bench.SuiteAsync();
        var start = new Figure("second start -> Ready", 10_000);
        var stop = new Figure("stop");
        for (var n = 0; n < bench.Repeat(5); n++)
        {
            var watch = Stopwatch.StartNew();
            await suite.StopAsync();
            stop.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            await suite.StartAgainAsync();
            start.Add(watch.Elapsed.TotalMilliseconds);
        }
        start.Print();
        stop.Print();
    }
}
