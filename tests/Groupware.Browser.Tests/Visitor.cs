using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests;

/// <summary>Somebody at a browser: one page, and what went wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
    private readonly ConcurrentQueue<string> problems = new();

    private Visitor(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Violations of the page's policy, scripts that failed, answers from 500 on.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    public static async Task<Visitor> OpenAsync(IBrowserContext context)
    {
        await context.AddInitScriptAsync("""
            addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
            """);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.PageError += (_, error) => visitor.problems.Enqueue("script: " + error);
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type != "error" || message.Text.Contains("WebSocket", StringComparison.Ordinal) || message.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal)) return;
            // people share their open drafts over all their tabs, also those of other tests: one may be sent or thrown away there just as this tab opens it
            if (message.Text.Contains("404", StringComparison.Ordinal) && message.Location.Contains("/api/drafts/", StringComparison.Ordinal)) return;
            visitor.problems.Enqueue($"{message.Text} {message.Location}");
        };
        visitor.Page.Response += (_, response) =>
        {
            if (response.Status >= 500) visitor.problems.Enqueue($"{response.Status} {response.Url}");
        };
        return visitor;
    }

    public async Task SignInAsync(string name, string path, string password = Suite.Password)
    {
        await Page.GotoAsync(path);
        await Page.Locator("input[autocomplete~=username], input[name=Name], input[name=UserName]").Or(Page.GetByLabel("User name")).First.FillAsync(Suite.Address(name));
        await Page.Locator("input[type=password]").FillAsync(password);
        await Page.Locator("input[type=password]").PressAsync("Enter");
        // asked for again and again: a wait for a navigation misses one that comes while it begins
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(path), RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 15_000 });
        await ReadyAsync();
    }

    /// <summary>Goes to a page and waits until it answers.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    public Task ReadyAsync() => Page.WaitForSelectorAsync("body[data-interactive]");

    /// <summary>What axe-core finds against WCAG 2.2 AA, one line a rule.</summary>
    public Task<IReadOnlyList<string>> AxeAsync() => AxeAsync(Page, Rules);

    /// <summary>The same for a page with a frame that lets no script run: what stands in the frame is looked at in a page of its own.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync(IFrame locked)
    {
        var found = await AxeAsync(Page, new AxeRunOptions { RunOnly = Rules.RunOnly, Iframes = false });
        var copy = await Context.NewPageAsync();
        await copy.SetContentAsync(await locked.ContentAsync());
        var inside = await AxeAsync(copy, new AxeRunOptions { RunOnly = Rules.RunOnly, Rules = new() { ["html-has-lang"] = new() { Enabled = false }, ["document-title"] = new() { Enabled = false } } });
        await copy.CloseAsync();
        return [.. found, .. inside];
    }

    private static async Task<IReadOnlyList<string>> AxeAsync(IPage page, AxeRunOptions rules)
    {
        var found = await page.RunAxe(rules);
        return [.. found.Violations.Select(violation => string.Create(CultureInfo.InvariantCulture, $"{violation.Id} x{violation.Nodes.Length}: {Shortened(violation.Nodes[0].Html)}"))];
    }

    /// <summary>A client that speaks DAV as the person.</summary>
    public static HttpClient Dav(Suite suite, string name)
    {
        var client = new HttpClient { BaseAddress = suite.Url };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Suite.Address(name)}:{Suite.Password}")));
        return client;
    }

    private static string Shortened(string html) => html.Length > 200 ? html[..200] + "…" : html;

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
