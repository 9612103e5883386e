using Groupware.Browser.Tests;
using Groupware.Testing;

namespace Groupware.Benchmarks;

/// <summary>The running product with its filled mailbox, and the browser; started by the first figure that asks.</summary>
internal sealed class Bench(BenchOptions options, Chromium chromium) : IAsyncDisposable
{
    /// <summary>Whose inbox is the large one.</summary>
    public const string Reader = "alice";

    private Suite? suite;

    public BenchOptions Options => options;

    public Chromium Chromium => chromium;

    /// <summary>Processes that wanted a core during the last minute: what a figure on a busy machine is worth.</summary>
    public static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public int Repeat(int usual) => options.Repeat ?? usual;

    public async Task<Suite> SuiteAsync()
    {
        if (suite is not null) return suite;
        Directory.CreateDirectory(options.Data);
        var started = await Suite.StartAsync(new SuiteOptions
        {
            Data = options.Data,

            // as installed: compressed, and known to the browser for good
            Settings = new Dictionary<string, string> { ["ReloadStaticAssetsAtRuntime"] = "false", ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [MemoryProbe.Variable] = MemoryProbe.Socket },
        });
        suite = started;
        await LargeInbox.FillAsync(started, options.Messages);
        return started;
    }

    /// <summary>Somebody in front of the mail page with the first rows drawn.</summary>
    public async Task<Visitor> InMailAsync(string name = Reader, string path = "/mail")
    {
        var visitor = await chromium.SignInAsync(await SuiteAsync(), name, path);
        await visitor.Page.WaitForSelectorAsync(Stopwatches.Rows);
        return visitor;
    }

    public ValueTask DisposeAsync() => suite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
