using Microsoft.Playwright;

namespace Groupware.Benchmarks;

/// <summary>Managed memory that a tab of the mail page costs: many tabs of one person, collected, compared with none.</summary>
internal static class MemoryFigures
{
    private const int Tabs = 30;

    public static async Task MeasureAsync(Bench bench)
    {
        await using var visitor = await bench.InMailAsync();

        // what the first tabs bring (mailbox, caches, pools) is the person's and the process's, not the tab's
        await OpenAsync(visitor.Context, Tabs / 3);
        await CloseAsync(visitor.Context);
        var before = await MemoryProbe.CollectedAsync();
        await OpenAsync(visitor.Context, Tabs);
        var after = await MemoryProbe.CollectedAsync();
        var figure = new Figure("managed memory of a tab of the mail page", 600, "KB");
        figure.Add((after - before) / 1024d / Tabs);
        figure.Print();

        await CloseAsync(visitor.Context);
        var left = new Figure("the same after they were closed", unit: "KB");
        left.Add((await MemoryProbe.CollectedAsync() - before) / 1024d / Tabs);
        left.Print();
    }

    private static async Task OpenAsync(IBrowserContext context, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/mail");
            await page.WaitForSelectorAsync("body[data-interactive]");
            await page.WaitForSelectorAsync(Stopwatches.Rows);
        }
        await context.Pages[0].WaitForTimeoutAsync(1500);
    }

    private static async Task CloseAsync(IBrowserContext context)
    {
        foreach (var page in context.Pages.Skip(1).ToList()) await page.CloseAsync();
        await context.Pages[0].WaitForTimeoutAsync(2500);
    }
}
