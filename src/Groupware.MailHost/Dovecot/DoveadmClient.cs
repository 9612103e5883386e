using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Groupware.MailHost.Postfix;
using Groupware.People;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.MailHost.Dovecot;

/// <summary>
/// doveadm over HTTP: <c>POST [["authCacheFlush",{"user":["bob"]},"t"]]</c> answers <c>[["doveadmResponse",[…],"t"]]</c> or <c>[["error",{…},"t"]]</c>.
/// A call that fails is logged and not thrown: the change itself is made, and cached sign-ins end within a minute anyway.
/// </summary>
internal sealed class DoveadmClient(IHttpClientFactory clients, IOptions<MailHostOptions> options, MailHostSecrets secrets, MailHostState state, PostfixReload postfix, ILogger<DoveadmClient> log)
    : IMailHostControl
{
    public const string ClientName = "doveadm";

    public async Task FlushAuthAsync(IReadOnlyList<string> loginNames, CancellationToken cancel)
    {
        foreach (var name in loginNames.Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
            await RunAsync("authCacheFlush", new { user = new[] { name } }, cancel);
    }

    public Task KickAsync(string address, CancellationToken cancel) => RunAsync("kick", new { mask = new[] { address } }, cancel);

    public Task DomainsChangedAsync(CancellationToken cancel)
    {
        postfix.Reload();
        return Task.CompletedTask;
    }

    private async Task RunAsync(string command, object parameters, CancellationToken cancel)
    {
        if (!options.Value.Enabled || state.Trouble.Length > 0) return;   // a server that does not run remembers nobody
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{options.Value.DoveadmPort}/doveadm/v1")
            {
                Content = JsonContent.Create(new object[] { new object[] { command, parameters, "t" } }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("X-Dovecot-API", Convert.ToBase64String(Encoding.UTF8.GetBytes(secrets.Doveadm)));
            using var response = await client.SendAsync(request, cancel);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            // 68: nobody of that name is there to kick
            if (answer[0][0].GetString() == "error" && !(answer[0][1].TryGetProperty("exitCode", out var code) && code.GetInt32() == 68))
                log.DoveadmFailed(command, answer[0][1].ToString());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            log.DoveadmFailed(command, e.Message);
        }
    }
}
