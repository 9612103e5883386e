using System.Net;
using System.Net.Sockets;
using Groupware.Mail;
using Groupware.Mail.Composing;
using Groupware.Mail.Labels;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Outbox;
using Groupware.People;
using Groupware.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Groupware.Tests.Mail;

/// <summary>Writing and sending on a database and a data folder of its own, with a clock that the test moves. Without a mail host nothing is submitted or filed.</summary>
internal sealed class ComposeRoom : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private ComposeRoom(string folder, StorageOptions storage, MailEndpoint? smtp, MailEndpoint? imap, IMailCredentials? credentials)
    {
        this.folder = folder;
        var settings = new ConfigurationBuilder().Build();
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton<TimeProvider>(Clock);
        all.AddStorage(storage);
        all.AddPeople(settings).Configure<MasterUserOptions>(o => o.Secret = "master-secret");
        all.AddMail(settings);
        if (smtp is not null) all.Configure<MailOptions>(o => o.Smtp = smtp);
        if (imap is not null) all.Configure<MailOptions>(o => o.Imap = imap);
        if (credentials is not null) all.AddSingleton(credentials);
        all.AddComposing(settings, folder);
        services = all.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 4, 8, 24, 0, TimeSpan.Zero));

    public SignedInPerson Alice { get; private set; } = null!;

    public SignedInPerson Bob { get; private set; } = null!;

    public PersonLabels Labels => services.GetRequiredService<PersonLabels>();

    public Drafts Drafts => services.GetRequiredService<Drafts>();

    public Groupware.Mail.Outbox.Outbox Outbox => services.GetRequiredService<Groupware.Mail.Outbox.Outbox>();

    public Answers Answers => services.GetRequiredService<Answers>();

    public DraftCopies Copies => services.GetRequiredService<DraftCopies>();

    public MailboxSession Mailbox => Sessions.For(Alice);

    public OutboxFiles Files => services.GetRequiredService<OutboxFiles>();

    public Submission Submission => services.GetRequiredService<Submission>();

    /// <summary>What sends by itself; the test starts it.</summary>
    public SubmissionJob Job => services.GetServices<IHostedService>().OfType<SubmissionJob>().Single();

    /// <summary>What keeps drafts in order once a minute; the test says when.</summary>
    public DraftUpkeep Upkeep => services.GetServices<IHostedService>().OfType<DraftUpkeep>().Single();

    public string Folder => folder;

    private MailboxSessions Sessions => services.GetRequiredService<MailboxSessions>();

    public Task<GroupwareContext> DatabaseAsync() => services.GetRequiredService<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync();

    /// <summary>The outbox, where something happens after a message was made and before it is handed over.</summary>
    public Groupware.Mail.Outbox.Outbox OutboxWhen(Func<Task> meanwhile) => new(
        services.GetRequiredService<IDbContextFactory<GroupwareContext>>(),
        new Meanwhile(services.GetRequiredService<IDatabaseWrites>(), meanwhile),
        services.GetRequiredService<ComposedMessage>(),
        Files,
        services.GetRequiredService<OwnAddresses>(),
        services.GetRequiredService<Groupware.Storage.Changes.IChangeFeed>(),
        services.GetRequiredService<IOptions<OutboxOptions>>(),
        Clock);

    public static async Task<ComposeRoom> OpenAsync(MailEndpoint? smtp = null, MailEndpoint? imap = null, IMailCredentials? credentials = null)
    {
        var place = Directory.CreateTempSubdirectory("gw-compose-").FullName;
        var room = new ComposeRoom(place, await EmptyDatabase.MakeAsync(place), smtp, imap, credentials);
        await using (var db = await room.services.GetRequiredService<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync()) await db.Database.MigrateAsync();
        await room.services.GetRequiredService<Domains>().AddAsync("example.test", CancellationToken.None);
        room.Alice = await room.PersonAsync("alice", "Alice Moreau");
        room.Bob = await room.PersonAsync("bob", "Bob Keller");
        return room;
    }

    public void Pass(Duration time) => Clock.Advance(time.ToTimeSpan());

    /// <summary>A draft ready to go.</summary>
    public async Task<DraftView> ReadyDraftAsync(string to = "bob@example.test", string subject = "Handrail")
    {
        var draft = await Drafts.CreateAsync(Alice, NewDraft.To(to, "<div>Hello</div>"), CancellationToken.None);
        var saved = await Drafts.SaveAsync(Alice, draft.Id, draft.Content with { Subject = subject }, draft.Version, CancellationToken.None);
        return draft with { Version = saved.Version, Content = draft.Content with { Subject = subject } };
    }

    public async ValueTask DisposeAsync()
    {
        await Mailbox.DisposeAsync();
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<SignedInPerson> PersonAsync(string name, string displayName)
    {
        var persons = services.GetRequiredService<Persons>();
        await persons.CreateAsync(new NewPerson($"{name}@example.test", displayName, Password: null), CancellationToken.None);
        return (await persons.FindByAddressAsync($"{name}@example.test", CancellationToken.None))!.ToSignedIn();
    }

    private sealed class Meanwhile(IDatabaseWrites writes, Func<Task> act) : IDatabaseWrites
    {
        public async Task<T> RunAsync<T>(Func<GroupwareContext, CancellationToken, Task<T>> work, CancellationToken cancel)
        {
            await act();
            return await writes.RunAsync(work, cancel);
        }

        public async Task RunAsync(Func<GroupwareContext, CancellationToken, Task> work, CancellationToken cancel)
        {
            await act();
            await writes.RunAsync(work, cancel);
        }
    }
}
