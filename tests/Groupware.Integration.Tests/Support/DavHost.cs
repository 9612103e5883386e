using System.Globalization;
using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Dav;
using Groupware.People;
using Groupware.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groupware.Testing;

/// <summary>Directory, calendars, address books and their DAV door over a real database and a real socket, without mail and pages: starts in half a second.</summary>
public sealed class DavHost : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly string? data;

    private DavHost(WebApplication app, string? folder) => (web, data) = (app, folder);

    public IServiceProvider Services => web.Services;

    public Uri Url => new(web.Urls.First());

    /// <summary>Starts on an empty database with alice, bob and carol in it.</summary>
    /// <param name="place">Where the SQLite file goes; null: a folder of its own.</param>
    public static async Task<DavHost> StartAsync(Database database, string? place = null)
    {
        var folder = database == Database.Sqlite ? place ?? Directory.CreateTempSubdirectory("gw-dav-").FullName : null;
        var storage = folder is null
            ? new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = await PostgresServer.NewDatabaseAsync() }
            : new StorageOptions { ConnectionString = "Data Source=" + Path.Combine(folder, "groupware.db") };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{SuitePorts.One()}"));
        builder.Services.AddRouting();
        builder.Services.AddStorage(storage);
        builder.Services.AddPeople(builder.Configuration);
        builder.Services.AddCollections();
        builder.Services.AddCalendars();
        builder.Services.AddContacts();
        builder.Services.AddDav();
        var app = builder.Build();
        await DatabaseStartup.PrepareAsync(app.Services.GetRequiredService<IDbContextFactory<GroupwareContext>>(), storage, TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<Domains>().AddAsync(Suite.Domain, TestContext.Current.CancellationToken);
        foreach (var name in new[] { "Alice Moreau", "Bob Keller", "Carol Nguyen" })
        {
            var person = new NewPerson(Suite.Address(name.Split(' ')[0].ToLowerInvariant()), name, Suite.Password, AnyPassword: true);
            Assert.Equal(DirectoryOutcome.Done, await app.Services.GetRequiredService<Persons>().CreateAsync(person, TestContext.Current.CancellationToken));
        }

        app.MapDav();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DavHost(app, folder);
    }

    public T Get<T>()
        where T : notnull => web.Services.GetRequiredService<T>();

    /// <summary>The person as one who acts.</summary>
    public async Task<SignedInPerson> PersonAsync(string name) =>
        (await Get<Persons>().FindByAddressAsync(Suite.Address(name), TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"There is no {name}.")).ToSignedIn();

    /// <summary>A DAV client of the person.</summary>
    public DavUser Dav(string name) => new(Url, Suite.Address(name), Suite.Password);

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(CancellationToken.None);
        await web.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (data is not null) Directory.Delete(data, recursive: true);
    }
}
