using System.Globalization;
using Bunit;
using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Mail;
using Groupware.Mail.Composing;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.People;
using Groupware.Web.Components.Admin;
using Groupware.Web.Components.Agenda;
using Groupware.Web.Components.Contacts;
using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Shared;
using Groupware.Web.Components.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using TestContext = Xunit.TestContext;

namespace Groupware.Web.Tests;

/// <summary>Components over the product's own services and a real database, which can be made to fail.</summary>
internal sealed class StoredRoom : IAsyncDisposable
{
    private readonly string folder;

    private StoredRoom(string folder) => this.folder = folder;

    public BunitContext Page { get; } = new();

    /// <param name="place">Where the database goes; null: a folder of its own.</param>
    public static async Task<StoredRoom> OpenAsync(string? place = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        var room = new StoredRoom(place ?? Directory.CreateTempSubdirectory("gw-web-").FullName);
        var (services, configuration) = (room.Page.Services, new ConfigurationBuilder().Build());
        var storage = new StorageOptions { ConnectionString = "Data Source=" + Path.Combine(room.folder, "groupware.db") };
        services.AddLogging().AddLocalization();
        services.AddStorage(storage).AddPeople(configuration);
        services.AddMail(configuration).Configure<MailOptions>(static options => options.Imap.Port = 1);   // nobody listens there
        services.AddCollections().AddCalendars().AddAgenda().AddTasks().AddContacts().AddContactsPage().AddComposing(configuration, room.folder);
        services.AddScoped<Toasts>().AddScoped<DatabaseGuard>().AddScoped<KeyboardMap>().AddScoped<SearchBox>().AddScoped<DirectoryDoor>().AddScoped<OutboxStatus>();
        services.AddScoped(s => new ComposeWindows(
            s.GetRequiredService<CurrentPerson>(), s.GetRequiredService<Drafts>(), null!, s.GetRequiredService<PersonSettings>(), s.GetRequiredService<Toasts>(), s.GetRequiredService<DatabaseGuard>(), s.GetRequiredService<IStringLocalizer<ComposeTexts>>()));
        services.AddScoped(s => new CurrentPerson(s.GetRequiredService<Persons>().Known(new PersonId(1))!.ToSignedIn()));
        services.AddScoped(s => new Appearance(s.GetRequiredService<CurrentPerson>(), s.GetRequiredService<PersonSettings>()));
        services.AddScoped(s => new PersonalFormat(s.GetRequiredService<CurrentPerson>(), s.GetRequiredService<Appearance>(), s.GetRequiredService<TimeProvider>()));
        room.Page.JSInterop.Mode = JSRuntimeMode.Loose;
        await DatabaseStartup.PrepareAsync(services.GetRequiredService<IDbContextFactory<GroupwareContext>>(), storage, TestContext.Current.CancellationToken);
        await services.GetRequiredService<Domains>().AddAsync("example.test", TestContext.Current.CancellationToken);
        var alice = new NewPerson("alice@example.test", "Alice Moreau", "secret", IsAdministrator: true, AnyPassword: true);
        Assert.Equal(DirectoryOutcome.Done, await services.GetRequiredService<Persons>().CreateAsync(alice, TestContext.Current.CancellationToken));
        return room;
    }

    public T Get<T>()
        where T : notnull => Page.Services.GetRequiredService<T>();

    /// <summary>Every statement that needs the table fails from now on.</summary>
    public Task HideAsync(string table) => RunAsync($"alter table \"{table}\" rename to \"{table}_hidden\"");

    public Task PutBackAsync(string table) => RunAsync($"alter table \"{table}_hidden\" rename to \"{table}\"");

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync(string statement)
    {
        await using var db = await Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
    }
}
