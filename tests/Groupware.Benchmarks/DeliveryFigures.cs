namespace Groupware.Benchmarks;

/// <summary>From the moment the mail host has accepted a message to its row in the page that lies open.</summary>
internal static class DeliveryFigures
{
    public static async Task MeasureAsync(Bench bench)
    {
        await using var visitor = await bench.InMailAsync();
        await Stopwatches.AddAsync(visitor.Context);
        await visitor.GoAsync("/mail");
        var page = visitor.Page;
        await page.WaitForSelectorAsync(Stopwatches.Rows);
        var suite = await bench.SuiteAsync();
        var accepted = new Figure("delivery accepted -> row in the open page", 1000);
        var whole = new Figure("delivery begun -> row in the open page");
        for (var n = -1; n < bench.Repeat(15); n++)
        {
            var subject = "Probe " + Guid.NewGuid().ToString("N")[..8];
            var drawing = Stopwatches.DrawnAsync(page, $"document.querySelector('[role=row][aria-label*=\"{subject}\"]')");
            var began = Stopwatches.Now;
            await suite.DeliverAsync("bob", Bench.Reader, subject);
            var done = Stopwatches.Now;
            var drawn = await drawing;
            if (n < 0) continue;
            accepted.Add(Math.Max(0, drawn - done));
            whole.Add(drawn - began);
        }
        accepted.Print();
        whole.Print();
    }
}
