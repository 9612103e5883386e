using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Groupware.Testing;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Groupware.Integration.Tests.SignIn;

public sealed class SignInTests(SharedSuite shared)
{
    [Theory]
    [InlineData("/mail", "/mail")]
    [InlineData("/agenda?view=month", "/agenda?view=month")]
    [InlineData("https://evil.test/", "/")]
    [InlineData("//evil.test/", "/")]
    [InlineData("/\\evil.test/", "/")]
    [InlineData("/sign-in", "/")]
    public async Task It_returns_to_the_page_asked_for_and_never_to_another_site(string asked, string expected)
    {
        var suite = await shared.GetAsync();
        using var alice = new WebVisitor(suite.Url);
        using var answer = await alice.SignInAsync("alice", Suite.Password, "?returnUrl=" + Uri.EscapeDataString(asked));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(suite.Url, expected), new Uri(suite.Url, answer.Headers.Location!));
    }

    [Fact]
    public async Task A_page_asked_for_by_a_stranger_leads_to_the_sign_in_page()
    {
        var suite = await shared.GetAsync();
        using var stranger = new WebVisitor(suite.Url);
        using var answer = await stranger.GetAsync("/agenda?view=month");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fagenda%3Fview%3Dmonth", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var suite = await shared.GetAsync();
        using var alice = new WebVisitor(suite.Url);
        using var answer = await alice.SignInAsync("alice", Suite.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("groupware=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("en", "User name or password is not right.")]
    [InlineData("fr", "Le nom d’utilisateur ou le mot de passe est incorrect.")]
    public async Task A_wrong_password_is_said_in_a_sentence(string language, string sentence)
    {
        var suite = await shared.GetAsync();
        using var stranger = new WebVisitor(suite.Url, language);
        using var answer = await stranger.SignInAsync("nobody-" + language, "wrong");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        var suite = await shared.GetAsync();
        using var alice = await WebVisitor.SignedInAsync(suite, "alice");
        using var thief = new WebVisitor(suite.Url);
        thief.Cookies.Add(alice.Cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync("/mail"));
        using var answer = await alice.SendAsync(HttpMethod.Post, "/sign-out", "same-origin");
        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, await thief.StatusAsync("/mail"));
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://evil.test")]
    [InlineData(null, null)]
    public async Task Another_site_cannot_act_with_the_cookie(string? fetchSite, string? origin)
    {
        var suite = await shared.GetAsync();
        using var alice = await WebVisitor.SignedInAsync(suite, "alice");
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/sign-out"), (HttpMethod.Put, "/api/drafts/1"), (HttpMethod.Post, "/_blazor/negotiate"), (HttpMethod.Delete, "/anything") })
        {
            using var answer = await alice.SendAsync(method, path, fetchSite, origin);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/mail"));
    }

    [Theory]
    [InlineData("https://evil.test", null, false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, "same-site", false)]
    [InlineData("own", null, true)]
    public async Task Another_site_cannot_open_a_web_socket_with_the_cookie(string? origin, string? fetchSite, bool opens)
    {
        var suite = await shared.GetAsync();
        using var alice = await WebVisitor.SignedInAsync(suite, "alice");
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = alice.Cookies;
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin == "own" ? suite.Url.GetLeftPart(UriPartial.Authority) : origin);
        if (fetchSite is not null) socket.Options.SetRequestHeader("Sec-Fetch-Site", fetchSite);
        var hub = new UriBuilder(suite.Url) { Scheme = "ws", Path = "/_blazor" }.Uri;
        if (opens)
        {
            await socket.ConnectAsync(hub, CancellationToken.None);
            Assert.Equal(WebSocketState.Open, socket.State);
            return;
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(hub, CancellationToken.None));
        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_disabled_person_is_out_everywhere_within_seconds()
    {
        var suite = await shared.GetAsync();
        await MakeAsync(suite, "leaver");
        using var browser = await WebVisitor.SignedInAsync(suite, "leaver", "correct horse");
        using var imap = await suite.ImapAsync("leaver", "correct horse");
        Assert.NotEqual(HttpStatusCode.Unauthorized, await DavAsync(suite, "leaver", "correct horse"));

        var (exit, said) = await suite.AdminAsync("disable", "leaver@example.test");
        Assert.True(exit == 0, said);

        await Until.TrueAsync(async () => await browser.StatusAsync("/mail") == HttpStatusCode.Found, TimeSpan.FromSeconds(5), "the browser is out");
        await Until.TrueAsync(async () => await DavAsync(suite, "leaver", "correct horse") is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(5), "DAV is out");
        await Until.TrueAsync(() => IsOutAsync(imap), TimeSpan.FromSeconds(5), "the IMAP session is out");
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync("leaver", "correct horse"));
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync("leaver", "bob", "still here?", password: "correct horse"));
    }

    [Fact]
    public async Task A_new_person_and_alias_work_everywhere_at_once()
    {
        var suite = await shared.GetAsync();
        await MakeAsync(suite, "fresh");
        var (exit, said) = await suite.AdminAsync("add-alias", "fresh@example.test", "f.resh@example.test");
        Assert.True(exit == 0, said);
        await Until.TrueAsync(async () => await CanDeliverAsync(suite, "f.resh@example.test"), TimeSpan.FromSeconds(5), "mail for the alias arrives");
        using var browser = await WebVisitor.SignedInAsync(suite, "f.resh@example.test", "correct horse");
        using var imap = await suite.ImapAsync("fresh", "correct horse");
        await Until.TrueAsync(async () =>
        {
            await imap.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
            return imap.Inbox.Count > 0;
        }, TimeSpan.FromSeconds(5), "it is in the mailbox");
        await suite.SendAsync("f.resh@example.test", "bob", "from my alias", signedInAs: "fresh", password: "correct horse");
    }

    [Fact]
    public async Task Only_administrators_see_the_Admin_area()
    {
        var suite = await shared.GetAsync();
        using var alice = await WebVisitor.SignedInAsync(suite, "alice");
        using var admin = await WebVisitor.SignedInAsync(suite, "admin");
        foreach (var page in new[] { "/admin/people", "/admin/people/1", "/admin/groups", "/admin/domains" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await alice.StatusAsync(page));
            Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync(page));
        }
    }

    private static async Task MakeAsync(Suite suite, string name)
    {
        var (exit, said) = await AdminCommandAsync(suite, name);
        Assert.True(exit == 0, said);
    }

    private static Task<(int ExitCode, string Said)> AdminCommandAsync(Suite suite, string name) =>
        suite.AdminAsync("correct horse\n", ["add-person", $"{name}@example.test", "--password-stdin"]);

    private static async Task<bool> CanDeliverAsync(Suite suite, string address)
    {
        try
        {
            await suite.DeliverAsync("stranger@elsewhere.test", address, "hello");
            return true;
        }
        catch (MailKit.Net.Smtp.SmtpCommandException)
        {
            return false;
        }
    }

    private static async Task<bool> IsOutAsync(ImapClient client)
    {
        try
        {
            await client.NoOpAsync();
            return false;
        }
        catch (Exception e) when (e is ImapProtocolException or IOException or MailKit.ServiceNotConnectedException)
        {
            return true;
        }
    }

    internal static async Task<HttpStatusCode> DavAsync(Suite suite, string name, string password)
    {
        using var request = new HttpRequestMessage(new HttpMethod("PROPFIND"), new Uri("/dav/", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Suite.Address(name)}:{password}")));
        request.Headers.Add("Depth", "0");
        using var answer = await suite.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
