using System.Net;
using System.Text.RegularExpressions;
using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself.</summary>
internal sealed partial class WebVisitor : IDisposable
{
    private readonly HttpClient http;

    public WebVisitor(Uri url, string language = "en")
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = url };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; } = new();

    public static async Task<WebVisitor> SignedInAsync(Suite suite, string name, string password = Suite.Password)
    {
        var visitor = new WebVisitor(suite.Url);
        using var answer = await visitor.SignInAsync(name, password);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{name} is not let in: {(int)answer.StatusCode}, {Alert().Match(await answer.Content.ReadAsStringAsync()).Groups["said"].Value}");
        return visitor;
    }

    /// <summary>Opens the page, fills the form and sends it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string query = "")
    {
        var page = await http.GetStringAsync(new Uri("/sign-in" + query, UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups["token"].Value,
            ["_handler"] = "sign-in",
            ["Input.Name"] = name,
            ["Input.Password"] = password,
            ["Input.Remember"] = "true",
        });
        return await http.PostAsync(new Uri("/sign-in" + query, UriKind.Relative), form);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? fetchSite, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (fetchSite is not null) request.Headers.Add("Sec-Fetch-Site", fetchSite);
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""role="alert"[^>]*>(?<said>.*?)</""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
