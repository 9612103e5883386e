using Groupware.Browser.Tests;
using Groupware.Testing;

namespace Groupware.Benchmarks;

/// <summary>From the submitted sign-in form to the rows of the inbox, and the same page loaded again.</summary>
internal static class InboxFigures
{
    public static async Task MeasureAsync(Bench bench)
    {
        var suite = await bench.SuiteAsync();
        var signIn = new Figure("sign-in submit -> first rows of the inbox", 400);
        var answers = new Figure("sign-in submit -> rows, page answers clicks");
        var reload = new Figure("mail page loaded again -> rows");
        var repeat = bench.Repeat(15);
        for (var n = -3; n < repeat; n++)
        {
            await using var visitor = await bench.Chromium.VisitAsync(suite);
            await Stopwatches.AddAsync(visitor.Context);
            var page = visitor.Page;
            await page.GotoAsync("/sign-in");
            await page.Locator("#user").FillAsync(Suite.Address(Bench.Reader));
            await page.Locator("#password").FillAsync(Suite.Password);
            await page.Locator("#password").PressAsync("Enter");
            await page.WaitForURLAsync("**/mail**", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
            var drawn = await Stopwatches.DrawnAsync(page, $"document.querySelector('{Stopwatches.Rows}')");
            var ready = await Stopwatches.DrawnAsync(page, $"document.body.dataset.interactive && document.querySelector('{Stopwatches.Rows}')");
            var submitted = await page.EvaluateAsync<double>("() => Number(sessionStorage.getItem('bench.submit'))");
            await page.ReloadAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
            var again = await page.EvaluateAsync<double>($"async () => await bench.until(() => document.querySelector('{Stopwatches.Rows}')) - performance.timeOrigin");

            // the first ones warm what a running server has warm
            if (n < 0) continue;
            signIn.Add(drawn - submitted);
            answers.Add(ready - submitted);
            reload.Add(again);
        }
        signIn.Print();
        answers.Print();
        reload.Print();
    }
}
