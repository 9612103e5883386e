using Groupware.Mail.Mailboxes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groupware.Mail;

/// <summary>Registers the feature.</summary>
public static class MailServices
{
    /// <summary>Mailboxes, lists and reading. Needs <see cref="People.IMailCredentials"/>.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<People.IExternalSignIn, ImapSignIn>();
        services.AddSingleton<MailboxSessions>();
        services.AddSingleton<IMailboxNotices>(s => s.GetRequiredService<MailboxSessions>());
        services.AddHostedService(s => s.GetRequiredService<MailboxSessions>());
        return services;
    }
}
