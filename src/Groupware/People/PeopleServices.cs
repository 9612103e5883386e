using Groupware.Storage;
using Groupware.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.People;

/// <summary>Registration of the directory and of sign-in.</summary>
public static class PeopleServices
{
    /// <summary>Adds the directory with the settings of sections <c>Directory</c> and <c>Admin</c>; the database must be added too.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PeopleOptions>(configuration.GetSection("Directory"));
        services.Configure<FirstAdministratorOptions>(configuration.GetSection("Admin"));
        services.AddOptions<MasterUserOptions>();
        services.AddSingleton<DirectoryMemory>();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<VerifiedCredentials>();
        services.AddSingleton<RejectedCredentials>();
        services.AddSingleton<ExternalPeople>();
        services.AddSingleton(s => new Persons(s.GetRequiredService<DirectoryMemory>(), s.GetRequiredService<PasswordHasher>(), Contexts(s), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new Domains(s.GetRequiredService<DirectoryMemory>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new Groups(s.GetRequiredService<DirectoryMemory>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new AddressResolution(s.GetRequiredService<DirectoryMemory>()));
        services.AddSingleton(s => new PersonSettings(s.GetRequiredService<DirectoryMemory>(), s.GetRequiredService<Persons>(), Contexts(s), s.GetRequiredService<IDatabaseWrites>(), s.GetRequiredService<IChangeFeed>()));
        services.AddSingleton(s => new WebSessions(s.GetRequiredService<DirectoryMemory>(), Contexts(s), s.GetRequiredService<IDatabaseWrites>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new Credentials(s.GetRequiredService<DirectoryMemory>(), s.GetRequiredService<PasswordHasher>(), s.GetRequiredService<SignInAttempts>(),
            s.GetRequiredService<VerifiedCredentials>(), s.GetRequiredService<RejectedCredentials>(), s.GetRequiredService<ExternalPeople>(), Contexts(s),
            s.GetRequiredService<IOptions<PeopleOptions>>(), s.GetRequiredService<ILogger<Credentials>>()));
        services.AddSingleton(s => new OwnPassword(s.GetRequiredService<Credentials>(), s.GetRequiredService<Persons>(), s.GetRequiredService<IOptions<PeopleOptions>>()));
        services.AddSingleton<MasterUserCredentials>();
        services.AddSingleton<SessionMailCredentials>();
        services.AddSingleton<IMailCredentials>(s => s.GetRequiredService<IOptions<PeopleOptions>>().Value.Source == DirectorySource.Imap
            ? s.GetRequiredService<SessionMailCredentials>()
            : s.GetRequiredService<MasterUserCredentials>());
        services.AddHostedService<DirectoryWatch>();
        return services;
    }

    private static IDbContextFactory<GroupwareContext> Contexts(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<GroupwareContext>>();
}
