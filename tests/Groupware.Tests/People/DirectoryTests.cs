using Groupware.People;
using Groupware.Storage.Changes;
using Groupware.Storage.People;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Tests.People;

public sealed class DirectoryTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_address_is_given_once_whoever_asks()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        Assert.Equal(DirectoryOutcome.Done, await directory.Persons.AddAliasAsync(alice.Id, "Info@example.test", None));
        Assert.Equal(DirectoryOutcome.Taken, await directory.Persons.CreateAsync(new NewPerson("info@example.test", "", null), None));
        Assert.Equal(DirectoryOutcome.Taken, await directory.Groups.CreateAsync("Info", "info@example.test", [], None));
        Assert.Equal(DirectoryOutcome.UnknownDomain, await directory.Persons.AddAliasAsync(alice.Id, "alice@elsewhere.test", None));
    }

    [Fact]
    public async Task Two_who_take_the_same_address_at_once_do_not_both_get_it()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => directory.Persons.CreateAsync(new NewPerson("eve@example.test", "", null), None)));
        Assert.Single(outcomes, DirectoryOutcome.Done);
        Assert.Equal(7, outcomes.Count(o => o == DirectoryOutcome.Taken));
    }

    [Fact]
    public async Task A_renamed_person_keeps_the_old_address_as_an_alias()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        Assert.Equal(DirectoryOutcome.Done, await directory.Persons.UpdateAsync(alice.Id, new PersonChange(DisplayName: "Alice Martin", Address: "alice.martin@example.test"), None));
        var now = await directory.Persons.FindByAddressAsync("alice@example.test", None);
        Assert.Equal(("alice.martin@example.test", "Alice Martin", alice.Id), (now!.Address, now.DisplayName, now.Id));
        Assert.Equal(["alice@example.test"], now.Aliases);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var admin = (await directory.Persons.FindByAddressAsync("admin@example.test", None))!;
        Assert.Equal(DirectoryOutcome.LastAdministrator, await directory.Persons.DisableAsync(admin.Id, None));
        Assert.Equal(DirectoryOutcome.LastAdministrator, await directory.Persons.UpdateAsync(admin.Id, new PersonChange(IsAdministrator: false), None));
        await directory.MakeAsync("second@example.test", administrator: true);
        Assert.Equal(DirectoryOutcome.Done, await directory.Persons.DisableAsync(admin.Id, None));
    }

    [Fact]
    public async Task A_domain_goes_only_when_it_is_empty()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        Assert.Equal(DirectoryOutcome.InUse, await directory.Domains.RemoveAsync("example.test", None));
        Assert.Equal(DirectoryOutcome.Taken, await directory.Domains.AddAsync("EXAMPLE.test", None));
        Assert.Equal(DirectoryOutcome.Done, await directory.Domains.AddAsync("other.test", None));
        Assert.Equal(DirectoryOutcome.Done, await directory.Domains.RemoveAsync("other.test", None));
    }

    [Theory]
    [InlineData("alice@example.test", RecipientKind.Person, true, "alice@example.test")]
    [InlineData("ALICE+shop@example.test", RecipientKind.Person, true, "alice@example.test")]
    [InlineData("a.moreau@example.test", RecipientKind.Person, false, "alice@example.test")]
    [InlineData("team@example.test", RecipientKind.Group, false, "admin@example.test alice@example.test")]
    [InlineData("nobody@example.test", RecipientKind.Unknown, false, "")]
    [InlineData("alice@elsewhere.test", RecipientKind.Foreign, false, "")]
    public async Task Every_address_goes_somewhere_definite(string address, RecipientKind kind, bool canonical, string mailboxes)
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var admin = (await directory.Persons.FindByAddressAsync("admin@example.test", None))!;
        var alice = await directory.MakeAsync("alice@example.test");
        var closed = await directory.MakeAsync("left@example.test");
        await directory.Persons.AddAliasAsync(alice.Id, "a.moreau@example.test", None);
        await directory.Groups.CreateAsync("Team", "team@example.test", [alice.Id, admin.Id, closed.Id], None);
        await directory.Persons.DisableAsync(closed.Id, None);
        var found = await directory.Get<AddressResolution>().ResolveAsync(address, None);
        Assert.Equal((kind, canonical, mailboxes), (found.Kind, found.IsCanonical, string.Join(' ', found.Mailboxes.Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task Another_process_sees_a_change_and_what_it_causes()
    {
        var host = new MailHost();
        await using var here = await DirectoryUnderTest.StartAsync(s => s.AddSingleton<IMailHostControl>(host));
        await using var there = await DirectoryUnderTest.StartAsync(database: here.Database);
        var alice = await here.MakeAsync("alice@example.test");
        var notices = new List<ChangeNotice>();
        using var listening = here.Get<IChangeFeed>().Subscribe(notices.Add);
        using var watch = here.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<DirectoryWatch>().Single();
        await watch.StartAsync(None);

        await there.Persons.AddAliasAsync(alice.Id, "al@example.test", None);
        await there.Persons.DisableAsync(alice.Id, None);
        await there.Domains.AddAsync("new.test", None);
        await WaitAsync(here, () => host.Said.Contains("domains"));

        Assert.True((await here.Persons.FindAsync(alice.Id, None))!.Disabled);
        Assert.Contains(new ChangeNotice(ChangeKind.Person, alice.Id.Value), notices);
        Assert.Contains("kick alice@example.test", host.Said);
        Assert.Contains(host.Said, said => said.StartsWith("flush", StringComparison.Ordinal) && said.Contains("al@example.test", StringComparison.Ordinal) && said.Contains("alice@example.test", StringComparison.Ordinal));
        await watch.StopAsync(None);
    }

    [Fact]
    public async Task Settings_are_kept_and_told()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        var settings = directory.Get<PersonSettings>();
        var wanted = new PersonPreferences("fr", "Pacific/Auckland", "dark", "compact", "off", "<p>Alice</p>", false, 7, "12");
        Assert.Equal(DirectoryOutcome.Done, await settings.SetAsync(alice.Id, wanted, None));
        Assert.Equal(wanted, await settings.GetAsync(alice.Id, None));
        Assert.Equal("fr", directory.Persons.Known(alice.Id)!.Language);
        Assert.Equal(DirectoryOutcome.UnknownZone, await settings.SetAsync(alice.Id, wanted with { ZoneId = "Mars/Olympus" }, None));
    }

    private static async Task WaitAsync(DirectoryUnderTest directory, Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
        {
            directory.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25);
        }

        Assert.True(condition());
    }

    private sealed class MailHost : IMailHostControl
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> said = new();

        public IReadOnlyCollection<string> Said => said;

        public Task FlushAuthAsync(IReadOnlyList<string> loginNames, CancellationToken cancel) => Say("flush " + string.Join(' ', loginNames));

        public Task KickAsync(string address, CancellationToken cancel) => Say("kick " + address);

        public Task DomainsChangedAsync(CancellationToken cancel) => Say("domains");

        private Task Say(string what)
        {
            said.Enqueue(what);
            return Task.CompletedTask;
        }
    }
}
