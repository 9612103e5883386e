using System.Net;
using System.Net.Sockets;
using Groupware.Mail;
using Groupware.Mail.Composing;
using Groupware.Mail.Labels;
using Groupware.Mail.Outbox;
using Groupware.People;
using Groupware.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Groupware.Tests.Mail;

/// <summary>Writing and sending on a database and a data folder of its own, with a clock that the test moves. No mail host: nothing is submitted or filed.</summary>
internal sealed class ComposeRoom : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private ComposeRoom(string folder, StorageOptions storage, MailEndpoint? smtp)
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
        all.AddComposing(settings, folder);
        services = all.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 4, 8, 24, 0, TimeSpan.Zero));

    public SignedInPerson Alice { get; private set; } = null!;

    public SignedInPerson Bob { get; private set; } = null!;

    public PersonLabels Labels => services.GetRequiredService<PersonLabels>();

    public Drafts Drafts => services.GetRequiredService<Drafts>();

    public Groupware.Mail.Outbox.Outbox Outbox => services.GetRequiredService<Groupware.Mail.Outbox.Outbox>();

    public OutboxFiles Files => services.GetRequiredService<OutboxFiles>();

    public Submission Submission => services.GetRequiredService<Submission>();

    /// <summary>What sends by itself; the test starts it.</summary>
    public SubmissionJob Job => services.GetServices<IHostedService>().OfType<SubmissionJob>().Single();

    public string Folder => folder;

    public Task<GroupwareContext> DatabaseAsync() => services.GetRequiredService<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync();

    public static async Task<ComposeRoom> OpenAsync(MailEndpoint? smtp = null)
    {
        var place = Directory.CreateTempSubdirectory("gw-compose-").FullName;
        var room = new ComposeRoom(place, await EmptyDatabase.MakeAsync(place), smtp);
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
}
