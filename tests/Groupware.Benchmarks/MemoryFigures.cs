namespace Groupware.Benchmarks;

/// <summary>Managed memory that a tab of the mail page costs: many tabs of one person, collected, compared with none.</summary>
internal static class MemoryFigures
{
    private const int Tabs = 30;

    public static async Task MeasureAsync(Bench bench)
    {
        await using var visitor = await bench.InMailAsync();

        // what the first tab brings (mailbox, caches) is the person's, not the tab's
        await visitor.Page.WaitForTimeoutAsync(1000);
        var before = await MemoryProbe.CollectedAsync();
        for (var n = 0; n < Tabs; n++)
        {
            var page = await visitor.Context.NewPageAsync();
            await page.GotoAsync("/mail");
            await page.WaitForSelectorAsync("body[data-interactive]");
            await page.WaitForSelectorAsync(Stopwatches.Rows);
        }
        await visitor.Page.WaitForTimeoutAsync(1000);
        var after = await MemoryProbe.CollectedAsync();
        var figure = new Figure("managed memory of a tab of the mail page", 600, "KB");
        figure.Add((after - before) / 1024d / Tabs);
        figure.Print();

        foreach (var page in visitor.Context.Pages.Skip(1).ToList()) await page.CloseAsync();
        await visitor.Page.WaitForTimeoutAsync(2000);
        var left = new Figure("the same after they were closed", unit: "KB");
        left.Add((await MemoryProbe.CollectedAsync() - before) / 1024d / Tabs);
        left.Print();
    }
}
