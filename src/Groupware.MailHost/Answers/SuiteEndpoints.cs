using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Groupware.Mail.Mailboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groupware.MailHost.Answers;

/// <summary>
/// What Dovecot's Lua asks: <c>/auth</c>, <c>/lookup</c>, <c>/push</c>. An own listener on loopback behind a secret, apart from the web's pipeline,
/// so that no page and no proxy rule can ever reach it.
/// </summary>
internal sealed class SuiteEndpoints(MailHostOptions options, MailHostSecrets secrets, IMailDirectory directory, IEnumerable<IMailboxNotices> notices, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private readonly byte[] authorization = Encoding.ASCII.GetBytes("Bearer " + secrets.Suite);
    private WebApplication? app;

    public async Task StartAsync(CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 10_000_000;   // a transaction over many thousand messages is one call
            server.ListenLocalhost(options.SuitePort);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var given = Encoding.ASCII.GetBytes(context.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, authorization))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        switch (context.Request.Path.Value)
        {
            case "/auth": await AuthAsync(context); break;
            case "/lookup": await LookupAsync(context); break;
            case "/push": await PushAsync(context); break;
            default: context.Response.StatusCode = StatusCodes.Status404NotFound; break;
        }
    }

    private async Task AuthAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var question = new SignInQuestion(form["user"].ToString(), form["pass"].ToString(), form["service"].ToString(), form["rip"].ToString());
        var answer = await directory.AuthenticateAsync(question, context.RequestAborted);
        if (answer.Verdict == SignInVerdict.Unavailable)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await context.Response.WriteAsync(answer switch
        {
            { Verdict: SignInVerdict.Granted, Account: { } account } => Line(account),
            { Verdict: SignInVerdict.Disabled } => "disabled",
            _ => "no",
        }, context.RequestAborted);
    }

    private async Task LookupAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["user"].ToString();
        var account = name == MailHostProbe.Account.Address ? MailHostProbe.Account : await directory.FindAccountAsync(name, context.RequestAborted);
        await context.Response.WriteAsync(account is null ? "unknown" : Line(account), context.RequestAborted);
    }

    private static string Line(MailAccount account)
    {
        var quota = account.QuotaBytes is > 0 and var bytes ? string.Create(CultureInfo.InvariantCulture, $"*:bytes={bytes}") : "-";
        return $"ok {account.Address} {account.Id} {quota}";
    }

    private async Task PushAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (PushMessage.TryParse(text, out var user, out var changes))
        {
            foreach (var listener in notices) listener.Notify(user, changes);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
