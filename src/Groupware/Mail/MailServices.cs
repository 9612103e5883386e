using Groupware.Mail.Labels;
using Groupware.Mail.Mailboxes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groupware.Mail;

/// <summary>Registers the feature.</summary>
public static class MailServices
{
    /// <summary>Mailboxes, lists, labels and reading. Needs <see cref="People.IMailCredentials"/> and the database.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<People.IExternalSignIn, ImapSignIn>();
        services.AddSingleton<MailboxSessions>();
        services.AddSingleton<IMailboxNotices>(s => s.GetRequiredService<MailboxSessions>());
        services.AddHostedService(s => s.GetRequiredService<MailboxSessions>());
        services.AddSingleton<PersonLabels>();
        return services;
    }
}
