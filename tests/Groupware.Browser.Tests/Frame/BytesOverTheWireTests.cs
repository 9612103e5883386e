using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Groupware.Testing;

namespace Groupware.Browser.Tests.Frame;

/// <summary>What a page costs on a slow line: its own script and style, compressed, at most 350 KB; no large text without compression.</summary>
public sealed class BytesOverTheWireTests(SharedSuite shared, Chromium chromium, ITestOutputHelper output)
{
    private const int Budget = 350 * 1024;

    [Theory]
    [InlineData("/mail")]
    [InlineData("/agenda")]
    [InlineData("/tasks")]
    [InlineData("/contacts")]
    [InlineData("/settings")]
    public async Task A_page_fits_into_its_budget(string path)
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/settings");
        var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        visitor.Page.Request += (_, request) =>
        {
            if (request.ResourceType is "script" or "stylesheet") asked[request.Url] = true;
        };
        await visitor.GoAsync(path);
        await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        var cookie = string.Join("; ", (await visitor.Context.CookiesAsync()).Select(static one => $"{one.Name}={one.Value}"));

        var total = 0L;
        var plain = new List<string>();
        foreach (var address in asked.Keys.Order(StringComparer.Ordinal))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));   // as browsers ask; a published product answers with br, a build from the sources with gzip
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            request.Headers.Add("Cookie", cookie);
            using var answer = await suite.Http.SendAsync(request);
            var bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            total += bytes;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,8} {string.Join(',', answer.Content.Headers.ContentEncoding),-3} {new Uri(address).AbsolutePath}"));
            if (bytes > 20_000 && answer.Content.Headers.ContentEncoding.Count == 0) plain.Add(address);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total,8}     {path} in all"));
        Assert.NotEmpty(asked);
        Assert.Empty(plain);
        Assert.InRange(total, 1, Budget);
    }
}
