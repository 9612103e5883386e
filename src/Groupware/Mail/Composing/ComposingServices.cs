using Groupware.Mail.Outbox;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.Mail.Composing;

/// <summary>Registers writing and sending.</summary>
public static class ComposingServices
{
    /// <summary>Drafts, answers and the outbox. Needs <c>AddMail</c> and <c>AddPeople</c>.</summary>
    /// <param name="dataFolder">Attachments and outgoing messages are kept in it.</param>
    public static IServiceCollection AddComposing(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section));
        services.AddSingleton(s => new AttachmentFiles(dataFolder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new OutboxFiles(dataFolder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new JournalKeys(dataFolder));
        services.AddSingleton<OwnAddresses>();
        services.AddSingleton<IRecipientSuggestions, DirectorySuggestions>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Answers>();
        services.AddSingleton<ComposedMessage>();
        services.AddSingleton<DraftsFolder>();
        services.AddSingleton(s => new DraftCopies(s.GetRequiredService<Drafts>(), s.GetRequiredService<DraftsFolder>(), s.GetRequiredService<ILogger<DraftCopies>>()));
        services.AddSingleton(s => new Outbox.Outbox(
            s.GetRequiredService<IDbContextFactory<GroupwareContext>>(),
            s.GetRequiredService<IDatabaseWrites>(),
            s.GetRequiredService<ComposedMessage>(),
            s.GetRequiredService<OutboxFiles>(),
            s.GetRequiredService<OwnAddresses>(),
            s.GetRequiredService<IChangeFeed>(),
            s.GetRequiredService<IOptions<OutboxOptions>>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Submission>();
        services.AddSingleton<SentFiling>();
        services.AddHostedService<SubmissionJob>();
        services.AddHostedService<DraftUpkeep>();
        return services;
    }
}
