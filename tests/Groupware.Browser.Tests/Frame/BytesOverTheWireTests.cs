using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Groupware.Testing;

namespace Groupware.Browser.Tests.Frame;

/// <summary>What a page costs on a slow line: its own script and style, compressed, at most 350 KB; no large text without compression.</summary>
public sealed class BytesOverTheWireTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Budget = 350 * 1024;

    // A build from the sources serves files that may have changed, uncompressed; what is installed does not.
    private static readonly Dictionary<string, string> AsInstalled = new(StringComparer.Ordinal) { ["ReloadStaticAssetsAtRuntime"] = "false" };

    [Fact]
    public async Task A_page_fits_into_its_budget()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = AsInstalled });
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/settings");
        foreach (var path in (string[])["/mail", "/agenda", "/tasks", "/contacts", "/settings"])
        {
            var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            void Note(object? sender, Microsoft.Playwright.IRequest request)
            {
                if (request.ResourceType is "script" or "stylesheet") asked[request.Url] = true;
            }

            visitor.Page.Request += Note;
            await visitor.GoAsync(path);
            await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
            visitor.Page.Request -= Note;
            var (total, plain) = await WeighAsync(suite, asked.Keys);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total,8}     {path} in all"));
            Assert.NotEmpty(asked);
            Assert.Empty(plain);
            Assert.InRange(total, 1, Budget);
        }
    }

    private async Task<(long Total, IReadOnlyList<string> Plain)> WeighAsync(Suite suite, IEnumerable<string> addresses)
    {
        var total = 0L;
        var plain = new List<string>();
        foreach (var address in addresses.Order(StringComparer.Ordinal))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));   // as browsers ask; a published product answers with br, a build from the sources with gzip
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var answer = await suite.Http.SendAsync(request);
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            total += bytes;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,8} {string.Join(',', answer.Content.Headers.ContentEncoding),-4} {new Uri(address).AbsolutePath}"));
            if (bytes > 20_000 && answer.Content.Headers.ContentEncoding.Count == 0) plain.Add(address);
        }

        return (total, plain);
    }
}
