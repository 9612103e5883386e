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
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section))
            .Validate(o => o.Workers is >= 1 and <= 64, "Mail__Outbox__Workers is too small or too large: give 1 to 64.")
            .Validate(o => o.UndoTime >= TimeSpan.Zero && o.UndoTime <= TimeSpan.FromMinutes(10), "Mail__Outbox__UndoTime is too short or too long: give 00:00:00 to 00:10:00.")
            .Validate(o => o.GiveUpAfter >= TimeSpan.FromMinutes(1), "Mail__Outbox__GiveUpAfter is too short: give at least 00:01:00.")
            .Validate(o => o.AttachmentLimit >= 1, "Mail__Outbox__AttachmentLimit is too small: give a number of octets.")
            .ValidateOnStart();
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
