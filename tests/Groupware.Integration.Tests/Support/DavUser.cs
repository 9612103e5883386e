using System.Net.Http.Headers;
using System.Text;

namespace Groupware.Testing;

/// <summary>One person's DAV client: requests as they stand on the wire, and exchanges written as transcripts.</summary>
public sealed class DavUser : IDisposable
{
    private readonly HttpClient http;
    private readonly Dictionary<string, string> captured = new(StringComparer.Ordinal);

    public DavUser(Uri server, string name, string secret)
    {
        Address = name;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}")));
    }

    public string Address { get; }

    /// <summary>What transcripts captured so far, by name.</summary>
    public IReadOnlyDictionary<string, string> Captured => captured;

    public string Calendar(string rest) => $"/dav/calendars/{Address}/{rest}";

    public string Book(string rest) => $"/dav/addressbooks/{Address}/{rest}";

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(http.BaseAddress!, new Uri(path, UriKind.RelativeOrAbsolute)));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.StartsWith('<') ? "application/xml" : body.StartsWith("BEGIN:VCARD", StringComparison.Ordinal) ? "text/vcard" : "text/calendar") { CharSet = "utf-8" };
        }

        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>PUT that must succeed; the ETag as sent.</summary>
    public async Task<string> PutAsync(string path, string body)
    {
        using var answer = await SendAsync("PUT", path, body);
        Assert.True(answer.IsSuccessStatusCode, $"PUT {path} gave {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return answer.Headers.ETag!.Tag;
    }

    public async Task<string> GetAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Requests (lines after "&gt;") and the answers they must get (after "&lt;"), see <see cref="Transcript"/>.</summary>
    public async Task ExchangeAsync(string transcript)
    {
        foreach (var exchange in Transcript.Read(transcript))
        {
            var filled = exchange.Request.Select(line => Transcript.Fill(line, captured)).ToList();
            var start = filled[0].Split(' ', 2);
            var bodyAt = filled.FindIndex(1, line => line.Length > 0 && (line[0] == '<' || line.StartsWith("BEGIN:", StringComparison.Ordinal)));
            var headers = filled.Skip(1).Take((bodyAt < 0 ? filled.Count : bodyAt) - 1).Where(l => l.Length > 0).Select(l => l.Split(": ", 2)).Select(h => (h[0], h[1])).ToArray();
            var body = bodyAt < 0 ? null : string.Join(filled[bodyAt][0] == '<' ? "\n" : "\r\n", filled.Skip(bodyAt));
            using var answer = await SendAsync(start[0], start[1], body is not null && body[0] != '<' ? body + "\r\n" : body, headers);
            Transcript.Compare(exchange, answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), captured);
        }
    }

    public void Dispose() => http.Dispose();
}
