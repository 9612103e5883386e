using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Mail.Compose;

/// <summary>What the compose window's script does, without a browser: signs in, writes drafts and sends them over HTTP.</summary>
internal sealed partial class DraftClient : IDisposable
{
    private readonly HttpClient http;
    private string token = "";

    private DraftClient(Suite suite) =>
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = suite.Url };

    public static async Task<DraftClient> SignInAsync(Suite suite, string name, string password = Suite.Password)
    {
        var client = new DraftClient(suite);
        client.http.DefaultRequestHeaders.Add("Accept", "text/html, application/json");
        var page = await client.http.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups["token"].Value,
            ["_handler"] = "sign-in",
            ["Input.Name"] = Suite.Address(name),
            ["Input.Password"] = password,
        });
        using var answer = await client.http.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        client.token = (await client.http.GetFromJsonAsync<JsonElement>("/api/antiforgery")).GetProperty("token").GetString()!;
        return client;
    }

    public async Task<(HttpStatusCode Status, JsonElement? Body)> CallAsync(HttpMethod method, string path, HttpContent? content = null, string? ifMatch = null, bool withToken = true)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (withToken) request.Headers.Add("RequestVerificationToken", token);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement.Clone() : null);
    }

    public Task<byte[]> BytesAsync(string path) => http.GetByteArrayAsync(path);

    /// <summary>The answer as soon as its headers are there; its body comes as it is read.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path) => http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>A saved draft.</summary>
    /// <returns>Its id and version.</returns>
    public async Task<(string Id, long Version)> WriteAsync(string to, string subject, string body = "<div>Hello</div>", string bcc = "")
    {
        var made = (await CallAsync(HttpMethod.Post, "/api/drafts")).Body!.Value;
        var id = made.GetProperty("id").GetString()!;
        var saved = await SaveAsync(id, made.GetProperty("version").GetInt64(), to, subject, body, bcc);
        return (id, saved.Body!.Value.GetProperty("version").GetInt64());
    }

    public Task<(HttpStatusCode Status, JsonElement? Body)> SaveAsync(string id, long version, string to, string subject, string body, string bcc = "") =>
        CallAsync(HttpMethod.Put, $"/api/drafts/{id}", JsonContent.Create(new { to, cc = "", bcc, subject, body, plainText = false, quote = 0, from = "" }), $"\"{version}\"");

    public async Task<string> AttachAsync(string id, string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");
        var (status, body) = await CallAsync(HttpMethod.Post, $"/api/drafts/{id}/attachments?name={Uri.EscapeDataString(name)}", content);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!.Value.GetProperty("id").GetString()!;
    }

    public async Task<(HttpStatusCode Status, JsonElement? Body)> SendAsync(string id, long version) => await CallAsync(HttpMethod.Post, $"/api/drafts/{id}/send", ifMatch: $"\"{version}\"");

    /// <summary>What is on its way or came to nothing.</summary>
    public async Task<IReadOnlyList<(string Subject, string State, string Fault, string Detail)>> OutboxAsync() =>
        [.. (await http.GetFromJsonAsync<JsonElement>("/api/outbox")).EnumerateArray().Select(e =>
            (e.GetProperty("subject").GetString()!, e.GetProperty("state").GetString()!, e.GetProperty("fault").GetString()!, e.GetProperty("detail").GetString()!))];

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
