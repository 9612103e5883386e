using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

/// <summary>Whoever works without a mouse sees where the keyboard is: WCAG 2.2, 2.4.7.</summary>
public sealed class VisibleFocusTests(SharedSuite shared, Chromium chromium)
{
    private const int MostStops = 120;

    // The mark may stand on the control, on the frame around it, or on one row of a list that keeps the focus itself.
    private const string Stop = """
        () => {
          const e = document.activeElement;
          globalThis.stops ??= new Set();
          if (!e || e === document.body || globalThis.stops.has(e)) return null;
          globalThis.stops.add(e);
          const near = [e, ...e.querySelectorAll('[role=row], [role=option], [role=listitem]')];
          for (let p = e.parentElement, n = 0; p && n < 3; p = p.parentElement, n++) near.push(p);
          const look = () => near.map(x => { const s = getComputedStyle(x); return [s.boxShadow, s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.borderColor].join(' '); });
          const box = e.getBoundingClientRect(), seen = e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
          const focused = look();
          e.blur();
          const without = look();
          e.focus({ preventScroll: true });
          return { name: e.outerHTML.slice(0, 160), seen, marked: focused.some((f, n) => f !== without[n]) };
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_stop_of_the_keyboard_is_marked(bool dark)
    {
        var suite = await shared.GetAsync();
        var found = new List<string>();
        await using var visitor = await chromium.SignInAsync(suite, "carol", "/contacts", Screen.Desktop with { Dark = dark });
        var page = visitor.Page;
        foreach (var path in (string[])["/mail", "/agenda", "/agenda/event/new", "/tasks", "/contacts", "/settings", "/settings/signature"])
        {
            await visitor.GoAsync(path);
            await page.Locator("main:not(.skeleton)").WaitForAsync();
            if (path == "/agenda") await new Agenda.AgendaScreen(page).SettleAsync();
            await page.Keyboard.PressAsync("Shift");   // by keys from here on
            await page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }).FocusAsync();
            var stops = 0;
            for (; stops < MostStops; stops++)
            {
                if (await page.EvaluateAsync<FocusStop?>(Stop) is not { } stop) break;
                if (!stop.Seen) found.Add($"{path} cannot be seen: {stop.Name}");
                else if (!stop.Marked) found.Add($"{path} is not marked: {stop.Name}");
                await page.Keyboard.PressAsync("Tab");
            }

            if (stops < 12) found.Add($"{path} has only {stops} stops");
        }

        if (found.Count > 0) Assert.Fail(string.Join('\n', found));
        Assert.Empty(visitor.Problems);
    }

    /// <summary>Not what the sheets say but what is drawn: a mark that is cut off by its surroundings is none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_mark_of_the_main_controls_is_drawn(bool dark)
    {
        var suite = await shared.GetAsync();
        var subject = "Focus " + Guid.NewGuid().ToString("N")[..8];
        await suite.DeliverAsync("bob", "carol", subject, "Where am I?");
        await using var visitor = await chromium.SignInAsync(suite, "carol", screen: Screen.Desktop with { Dark = dark });
        var page = visitor.Page;
        var (grid, row) = (page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }), Mail.ComposeStoriesTests.Row(page, subject));
        var found = new List<string>();
        await row.WaitForAsync();
        await page.Keyboard.PressAsync("Shift");   // by keys from here on
        await LookAsync("list with nothing chosen", grid, grid);
        await row.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Where am I?");
        await page.Keyboard.PressAsync("Shift");
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        var controls = new (string Name, ILocator Focus, ILocator Drawn)[]
        {
            ("link of the rail", page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Agenda" }), page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Agenda" })),
            ("folder", page.GetByRole(AriaRole.Treeitem, new() { Name = "Inbox" }), page.GetByRole(AriaRole.Treeitem, new() { Name = "Inbox" })),
            ("message", grid, row),
            ("filled button", page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).First, page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).First),
            ("icon button", page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }), page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true })),
            ("button", page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }), page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true })),
            ("search", search, search),
        };
        foreach (var (name, focus, drawn) in controls) await LookAsync(name, focus, drawn);
        Assert.Empty(found);
        Assert.Empty(visitor.Problems);

        async Task LookAsync(string name, ILocator focus, ILocator drawn)
        {
            await focus.FocusAsync();
            var with = await PictureAsync(page, drawn);
            await focus.BlurAsync();
            var without = await PictureAsync(page, drawn);
            if (with.AsSpan().SequenceEqual(without)) found.Add($"{name} looks the same with the focus");
        }
    }

    private static async Task<byte[]> PictureAsync(IPage page, ILocator control)
    {
        var box = (await control.BoundingBoxAsync())!;
        var (x, y) = (Math.Max(0, box.X - 6), Math.Max(0, box.Y - 6));
        return await page.ScreenshotAsync(new() { Clip = new() { X = x, Y = y, Width = box.X + box.Width + 6 - x, Height = box.Y + box.Height + 6 - y }, Animations = ScreenshotAnimations.Disabled });
    }

    private sealed record FocusStop
    {
        public string Name { get; init; } = "";

        public bool Seen { get; init; }

        public bool Marked { get; init; }
    }
}
