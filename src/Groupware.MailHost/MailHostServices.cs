using Groupware.Mail;
using Groupware.MailHost.Answers;
using Groupware.MailHost.Dovecot;
using Groupware.MailHost.Postfix;
using Groupware.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Groupware.MailHost;

/// <summary>Registration of the own mail host.</summary>
public static class MailHostServices
{
    /// <param name="dataFolder">Absolute path of the suite's data folder.</param>
    public static IServiceCollection AddMailHost(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<MailHostOptions>(configuration.GetSection("MailHost"));
        services.AddSingleton(new MailHostLayout(dataFolder));
        services.AddSingleton<MailHostSecrets>();
        services.AddSingleton<MailHostState>();
        services.AddSingleton<MailHostProbe>();
        services.AddSingleton<PostfixReload>();
        services.AddHttpClient(DoveadmClient.ClientName, client => client.Timeout = TimeSpan.FromSeconds(3));
        services.AddSingleton<IMailHostControl, DoveadmClient>();
        services.AddSingleton<IMailDirectory, MailDirectory>();
        services.AddOptions<MasterUserOptions>().PostConfigure<MailHostSecrets>((master, secrets) => (master.UserName, master.Secret) = (MailHostSecrets.MasterUser, secrets.Master));
        services.AddSingleton<IPostConfigureOptions<MailOptions>, OwnMailHost>();
        // a value that fits no setting stops the start, and not the first page that needs it
        services.AddOptions<MailHostOptions>()
            .Validate(o => o.MessageSizeLimit >= 1_000_000, "MailHost__MessageSizeLimit is too small: give at least 1000000 octets.")
            .ValidateOnStart();
        services.AddOptions<MailOptions>().ValidateOnStart();
        services.AddHostedService<MailHostSupervisor>();
        return services;
    }
}
