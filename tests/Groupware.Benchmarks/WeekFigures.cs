using System.Globalization;
using System.Text;
using Groupware.Browser.Tests;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Benchmarks;

/// <summary>The agenda with a week of 400 events.</summary>
internal static class WeekFigures
{
    /// <summary>In the week that is measured; the weeks beside it have none.</summary>
    private const int Events = 400;

    private const string Week = "2027-06-07";
    private const string Drawn = "document.querySelector('.cg')?.getAttribute('aria-busy') === 'false' && document.querySelectorAll('.ec-event').length >= 400";
    private const string Empty = "document.querySelector('.cg')?.getAttribute('aria-busy') === 'false' && document.querySelectorAll('.ec-event').length === 0";

    public static async Task MeasureAsync(Bench bench)
    {
        var suite = await bench.SuiteAsync();
        await FillAsync(suite);
        var loaded = new Figure("agenda's address -> week of 400 events drawn", 600);
        var paged = new Figure("from an empty week to the one with 400 events", 600);
        await using var visitor = await bench.Chromium.SignInAsync(suite, "bob", "/mail");
        await Stopwatches.AddAsync(visitor.Context);
        var page = visitor.Page;
        for (var n = -2; n < bench.Repeat(12); n++)
        {
            await page.GotoAsync($"/agenda/week/{Week}", new() { WaitUntil = WaitUntilState.Commit });
            var load = await page.EvaluateAsync<double>($"async () => await bench.until(() => {Drawn}) - performance.timeOrigin");
            await visitor.ReadyAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Later", Exact = true }).ClickAsync();
            await Stopwatches.DrawnAsync(page, Empty);
            var turn = await Stopwatches.ClickAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Earlier", Exact = true }).ClickAsync(), Drawn);
            if (n < 0) continue;
            loaded.Add(load);
            paged.Add(turn);
        }
        loaded.Print();
        paged.Print();
    }

    private static async Task FillAsync(Suite suite)
    {
        var done = Path.Combine(suite.Data, "bench-week");
        if (File.Exists(done)) return;
        using var dav = Visitor.Dav(suite, "bob");
        var calendar = await Calendars.FirstAsync(dav, "bob");
        for (var n = 0; n < Events; n++)
        {
            var start = new DateTime(2027, 6, 7, 7, 0, 0, DateTimeKind.Utc).AddDays(n % 7).AddMinutes(n / 7 * 11 / 15 * 15);
            await Calendars.PutAsync(dav, calendar, string.Create(CultureInfo.InvariantCulture, $"bench{n}"), start, string.Create(CultureInfo.InvariantCulture, $"Meeting {n}"));
        }
        await File.WriteAllTextAsync(done, "");
    }
}
