using Groupware.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Groupware.Browser.Tests.Chromium))]

namespace Groupware.Browser.Tests;

/// <summary>One real Chromium for all tests of this assembly; each person in a test has a context of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh browser with nobody signed in.</summary>
    public async Task<Visitor> VisitAsync(Suite suite, Screen? screen = null)
    {
        screen ??= Screen.Desktop;
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = suite.Url.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = screen.Language == "fr" ? "fr-FR" : "en-GB",
            TimezoneId = "Europe/Paris",
            HasTouch = screen.IsPhone,
            IsMobile = screen.IsPhone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return await Visitor.OpenAsync(context);
    }

    /// <summary>A browser with the person signed in, in front of the page.</summary>
    public async Task<Visitor> SignInAsync(Suite suite, string name, string path = "/mail", Screen? screen = null)
    {
        var visitor = await VisitAsync(suite, screen);
        await visitor.SignInAsync(name, path);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>What the person looks at.</summary>
public sealed record Screen(int Width, int Height, bool Dark = false, string Language = "en")
{
    public static Screen Desktop { get; } = new(1440, 900);

    public static Screen Phone { get; } = new(390, 844);

    public bool IsPhone => Width < 600;

    public override string ToString() => $"{Width}x{Height}{(Dark ? " dark" : "")}{(Language == "en" ? "" : " " + Language)}";
}
