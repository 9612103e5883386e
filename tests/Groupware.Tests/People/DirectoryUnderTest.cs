using Groupware.People;
using Groupware.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Tests.People;

/// <summary>The directory on a database of its own, with a clock that the test moves.</summary>
internal sealed class DirectoryUnderTest : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly string folder;
    private readonly ServiceProvider services;

    private DirectoryUnderTest(string folder, StorageOptions database, Action<IServiceCollection>? more, IReadOnlyDictionary<string, string?>? settings)
    {
        (this.folder, Database) = (folder, database);
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton<TimeProvider>(Time);
        all.AddStorage(Database);
        all.AddPeople(new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build());
        more?.Invoke(all);
        services = all.BuildServiceProvider();
    }

    public StorageOptions Database { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 4, 10, 0, 0, TimeSpan.Zero));

    public Persons Persons => Get<Persons>();

    public Domains Domains => Get<Domains>();

    public Groups Groups => Get<Groups>();

    public Credentials Credentials => Get<Credentials>();

    /// <param name="database">That of another one: a second process on the same directory.</param>
    public static async Task<DirectoryUnderTest> StartAsync(Action<IServiceCollection>? more = null, IReadOnlyDictionary<string, string?>? settings = null, StorageOptions? database = null)
    {
        var place = Directory.CreateTempSubdirectory("gw-people-").FullName;
        var made = new DirectoryUnderTest(place, database ?? await EmptyDatabase.MakeAsync(place), more, settings);
        if (database is null)
        {
            await DatabaseStartup.PrepareAsync(made.Get<IDbContextFactory<GroupwareContext>>(), made.Get<StorageOptions>(), CancellationToken.None);
            if (settings is null)
            {
                await made.Domains.AddAsync("example.test", CancellationToken.None);
                await made.MakeAsync("admin@example.test", administrator: true);
            }
        }

        return made;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<PersonView> MakeAsync(string address, bool administrator = false)
    {
        Assert.Equal(DirectoryOutcome.Done, await Persons.CreateAsync(new NewPerson(address, "", Password, IsAdministrator: administrator), CancellationToken.None));
        return (await Persons.FindByAddressAsync(address, CancellationToken.None))!;
    }

    public Task<SignInOutcome> SignInAsync(string name, string password, SignInProtocol protocol = SignInProtocol.Web, string from = "203.0.113.5") =>
        Credentials.VerifyAsync(name, password, protocol, from, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
