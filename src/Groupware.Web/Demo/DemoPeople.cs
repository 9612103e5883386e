using Groupware.People;
using Groupware.Web.Start;

namespace Groupware.Web.Demo;

/// <summary>The people of the invented company, made once on an empty directory. Loopback only: everybody knows their password.</summary>
internal sealed class DemoPeople(GroupwareSettings settings, Persons persons, Domains domains) : IHostedService
{
    public const string Domain = "example.test";
    public const string Password = "secret";

    private static readonly NewPerson[] People =
    [
        Person("alice", "Alice Moreau", "en"),
        Person("bob", "Bob Keller", "en"),
        Person("carol", "Carol Nguyen", "en"),
        Person("dave", "Dave O’Connor", "en"),
        Person("erin", "Erin Dubois", "fr"),
        Person("admin", "Administrator", "en") with { IsAdministrator = true },
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Demo == DemoContent.None || (await domains.ListAsync(cancellationToken)).Count > 0) return;
        var content = settings.Demo == DemoContent.People ? DemoFiller.Done + "\n" : "";
        await File.WriteAllTextAsync(settings.DemoMarker, "Accounts with the password everybody knows: loopback only.\n" + content, cancellationToken);
        await domains.AddAsync(Domain, cancellationToken);
        foreach (var person in People)
        {
            var outcome = await persons.CreateAsync(person, cancellationToken);
            if (outcome != DirectoryOutcome.Done) throw new InvalidOperationException($"The demo account {person.Address} was not made: {outcome}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static NewPerson Person(string name, string displayName, string language) =>
        new($"{name}@{Domain}", displayName, Password, language, AnyPassword: true);
}
