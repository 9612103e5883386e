using System.Net;
using System.Security.Cryptography.X509Certificates;
using Groupware.MailHost.Answers;
using Microsoft.Extensions.Logging;
using SmtpServer;
using SmtpServer.ComponentModel;

namespace Groupware.MailHost.Rootless;

/// <summary>Submission and SMTP inside the suite, for an ordinary user: Postfix cannot run without root.</summary>
internal sealed class SmtpListener(MailHostOptions options, MailHostSecrets secrets, IMailDirectory directory, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start()
    {
        var policy = new SmtpPolicy(options, secrets, directory);
        var services = new ServiceProvider();
        services.Add(new MailStoreDelivery(options, directory, time, loggers.CreateLogger<MailStoreDelivery>()));
        services.Add((SmtpServer.Authentication.IUserAuthenticator)policy);
        services.Add((SmtpServer.Storage.IMailboxFilter)policy);
        var certificate = options.Certificate.Length > 0 ? X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey) : null;
        var address = IPAddress.Parse(options.Address);
        var builder = new SmtpServerOptionsBuilder()
            .ServerName(options.HostName.Length > 0 ? options.HostName : "localhost")
            .MaxMessageSize((int)Math.Min(options.MessageSizeLimit, int.MaxValue), MaxMessageSizeHandling.Strict)
            .Endpoint(at => Secure(at.Endpoint(new IPEndPoint(address, options.SubmissionPort)).AuthenticationRequired().AllowUnsecureAuthentication(certificate is null), certificate))
            .Endpoint(at => Secure(at.Endpoint(new IPEndPoint(address, options.SmtpPort)).AllowUnsecureAuthentication(false), certificate));
        if (certificate is not null) builder.Endpoint(at => Secure(at.Endpoint(new IPEndPoint(address, options.SubmissionsPort)).AuthenticationRequired().IsSecure(true), certificate));
        running = new SmtpServer.SmtpServer(builder.Build(), services).StartAsync(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // ends with the token's exception
        stopping.Dispose();
    }

    private static void Secure(EndpointDefinitionBuilder at, X509Certificate2? certificate)
    {
        if (certificate is not null) at.Certificate(certificate);
    }
}
