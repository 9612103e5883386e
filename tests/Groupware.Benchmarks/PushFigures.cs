using Groupware.Browser.Tests;
using Groupware.Browser.Tests.Agenda;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Benchmarks;

/// <summary>A colleague's change, put by CalDAV into a shared calendar, to the event in the open page.</summary>
internal static class PushFigures
{
    public static async Task MeasureAsync(Bench bench)
    {
        var suite = await bench.SuiteAsync();
        using var dav = Visitor.Dav(suite, "dave");
        var calendar = await Calendars.FirstAsync(dav, "dave");
        await ShareAsync(bench, suite);
        await using var visitor = await bench.Chromium.SignInAsync(suite, "carol", "/agenda/week/2027-08-02");
        await Stopwatches.AddAsync(visitor.Context);
        await visitor.GoAsync("/agenda/week/2027-08-02");
        var page = visitor.Page;
        await page.WaitForSelectorAsync(".ec-main");
        var figure = new Figure("a colleague's change stored -> drawn in the open page");
        var whole = new Figure("a colleague's change sent -> drawn in the open page");
        for (var n = -2; n < bench.Repeat(15); n++)
        {
            var title = "Change " + Guid.NewGuid().ToString("N")[..8];
            var drawing = Stopwatches.DrawnAsync(page, $"[...document.querySelectorAll('.ec-event')].some(event => event.textContent.includes('{title}'))");
            var began = Stopwatches.Now;
            await Calendars.PutAsync(dav, calendar, "pushed", new DateTime(2027, 8, 3, 7, 0, 0, DateTimeKind.Utc).AddMinutes((n + 2) * 15), title);
            var stored = Stopwatches.Now;
            var drawn = await drawing;
            if (n < 0) continue;
            figure.Add(Math.Max(0, drawn - stored));
            whole.Add(drawn - began);
        }
        figure.Print();
        whole.Print();
    }

    private static async Task ShareAsync(Bench bench, Suite suite)
    {
        var done = Path.Combine(suite.Data, "bench-shared");
        if (File.Exists(done)) return;
        await using var owner = await bench.Chromium.SignInAsync(suite, "dave", "/agenda");
        await new AgendaScreen(owner.Page).ShareAsync("Calendar", "carol", "Details");
        await File.WriteAllTextAsync(done, "");
    }
}
