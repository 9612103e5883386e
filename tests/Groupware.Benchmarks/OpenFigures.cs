using System.Globalization;
using Groupware.Browser.Tests;
using Microsoft.Playwright;

namespace Groupware.Benchmarks;

/// <summary>What happens all day: messages opened for the first time, the next one by key, folders, far jumps.</summary>
internal static class OpenFigures
{
    private const string Opened = "document.querySelector('[role=article][aria-label=Message], article[aria-label=Message]')";

    public static async Task MeasureAsync(Bench bench)
    {
        await using var visitor = await bench.InMailAsync();
        await Stopwatches.AddAsync(visitor.Context);
        await visitor.GoAsync("/mail");
        var page = visitor.Page;
        await page.WaitForSelectorAsync(Stopwatches.Rows);
        var repeat = bench.Repeat(20);

        var plain = new Figure("open a plain message", 120);
        var rich = new Figure("open an HTML message (20 KB)", 120);
        for (var n = -2; n < repeat * 2; n++)
        {
            // every third row, so that none is the neighbour of one that was open
            var place = 40 + ((n + 2) * 3);
            var row = await InSightAsync(page, place);
            var isRich = (await row.GetAttributeAsync("aria-label") ?? "").Contains("Rich", StringComparison.Ordinal);
            var time = await OpenAsync(page, () => row.ClickAsync(), isRich);
            if (n >= 0) (isRich ? rich : plain).Add(time);
        }
        plain.Print();
        rich.Print();

        var next = new Figure("next message by key, plain and HTML in turn", 120);
        await page.Keyboard.PressAsync("j");
        for (var n = 0; n < repeat; n++)
        {
            // somebody reads a moment
            await page.WaitForTimeoutAsync(400);
            var label = await page.EvaluateAsync<string>("() => { const at = document.querySelector('[role=row][aria-selected=true]'); return document.querySelector(`[role=row][aria-rowindex='${Number(at.getAttribute('aria-rowindex')) + 1}']`).getAttribute('aria-label'); }");
            next.Add(await OpenAsync(page, () => page.Keyboard.PressAsync("j"), label.Contains("Rich", StringComparison.Ordinal)));
        }
        next.Print();

        var folder = new Figure("to a folder of 200 messages", 120);
        var inbox = new Figure("back to the inbox", 120);
        for (var n = -1; n < repeat; n++)
        {
            var there = await SwitchAsync(page, "Archive", "Filed");
            var back = await SwitchAsync(page, "Inbox", "Plain|Rich|Probe");
            if (n < 0) continue;
            folder.Add(there);
            inbox.Add(back);
        }
        folder.Print();
        inbox.Print();

        var jump = new Figure("jump to another place of the inbox -> rows");
        for (var n = 0; n < repeat; n++)
        {
            var part = (0.13 * (n + 1) % 1).ToString(CultureInfo.InvariantCulture);
            jump.Add(await page.EvaluateAsync<double>($$"""
                async () => {
                  const grid = document.querySelector('[role=grid][aria-label=Messages]'), began = bench.now();
                  grid.scrollTop = grid.scrollHeight * {{part}};
                  return await bench.until(() => {
                    const box = grid.getBoundingClientRect(), all = [...grid.querySelectorAll('[role=row]')].filter(row => { const at = row.getBoundingClientRect(); return at.bottom > box.top + 4 && at.top < box.bottom - 4; });
                    return all.length > 5 && all.every(row => row.dataset.uid);
                  }) - began;
                }
                """));
        }
        jump.Print();
    }

    private static Task<double> OpenAsync(IPage page, Func<Task> act, bool rich)
    {
        // the message of the row that is selected now: its subject in the pane, and the frame loaded
        const string Right = "(() => { const row = document.querySelector('[role=row][aria-selected=true]'), title = document.querySelector('.read h2'); return row && title && title.textContent !== bench.before && row.getAttribute('aria-label').includes(title.textContent.trim()); })()";
        return MeasureAsync();

        async Task<double> MeasureAsync()
        {
            await page.EvaluateAsync("() => { bench.before = document.querySelector('.read h2')?.textContent; bench.framed = 0; }");
            return await Stopwatches.ClickAsync(page, act, rich ? $"{Opened} && {Right} && bench.framed > 0" : $"{Opened} && {Right}");
        }
    }

    private static async Task<ILocator> InSightAsync(IPage page, int place)
    {
        await page.EvaluateAsync($"() => {{ const grid = document.querySelector('[role=grid][aria-label=Messages]'); grid.scrollTop = (parseFloat(getComputedStyle(grid).getPropertyValue('--row-h')) || 68) * {place}; }}");
        var row = page.Locator(string.Create(CultureInfo.InvariantCulture, $"[role=row][data-uid][aria-rowindex='{place + 2}']"));
        await row.WaitForAsync();
        return row;
    }

    private static Task<double> SwitchAsync(IPage page, string folder, string subjects) => Stopwatches.ClickAsync(
        page,
        () => page.GetByRole(AriaRole.Tree).GetByRole(AriaRole.Treeitem, new() { Name = folder }).ClickAsync(),
        $"(() => {{ const grid = document.querySelector('[role=grid][aria-label=Messages]'), row = grid?.querySelector('[role=row][data-uid]'); return document.querySelector('.listpane h1')?.textContent.includes('{folder}') && row && /{subjects}/.test(row.getAttribute('aria-label')) && grid.getAttribute('aria-busy') !== 'true'; }})()");
}
