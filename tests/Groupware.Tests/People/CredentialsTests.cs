using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Tests.People;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("alice@example.test")]
    [InlineData(" ALICE@Example.Test ")]
    [InlineData("alice")]
    [InlineData("a.moreau@example.test")]
    public async Task Every_name_of_a_person_comes_in(string name)
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        await directory.Persons.AddAliasAsync(alice.Id, "a.moreau@example.test", CancellationToken.None);
        var outcome = await directory.SignInAsync(name, DirectoryUnderTest.Password);
        Assert.Equal(SignInStatus.Granted, outcome.Status);
        Assert.Equal("alice@example.test", outcome.Person!.Address);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_told_apart_by_nobody()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        Assert.Equal(new SignInOutcome(SignInStatus.WrongPassword, null, null), await directory.SignInAsync("alice", "wrong"));
        Assert.Equal(new SignInOutcome(SignInStatus.WrongPassword, null, null), await directory.SignInAsync("nobody", "wrong"));
    }

    [Fact]
    public async Task Wrong_passwords_at_one_door_hold_back_all_doors()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        for (var i = 0; i < SignInAttempts.Free; i++) await directory.SignInAsync("alice", "wrong" + i, SignInProtocol.Imap);
        var held = await directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Web);
        Assert.Equal((SignInStatus.TooManyAttempts, TimeSpan.FromSeconds(1)), (held.Status, held.RetryAfter));
        directory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Dav)).Status);
    }

    [Fact]
    public async Task A_phone_that_keeps_an_old_password_does_not_hold_back_its_owner()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        for (var i = 0; i < 20; i++) Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", "the old one", SignInProtocol.Dav)).Status);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
    }

    [Fact]
    public async Task A_password_that_was_wrong_opens_once_it_is_the_right_one()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);   // not made yet
        var alice = await directory.MakeAsync("alice@example.test");
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", "another horse")).Status);
        await directory.Persons.SetPasswordAsync(alice.Id, "another horse", CancellationToken.None);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", "another horse")).Status);
    }

    [Fact]
    public async Task What_was_verified_is_not_held_back_by_an_attack()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        await directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Dav);
        for (var i = 0; i < 10; i++) await directory.SignInAsync("alice", "guess" + i, from: "198.51.100.1");
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Imap, "192.0.2.77")).Status);
    }

    [Fact]
    public async Task A_phone_that_asks_five_times_at_once_is_verified_once()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Dav)));
        Assert.All(all, outcome => Assert.Equal(SignInStatus.Granted, outcome.Status));
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_in_again_when_opened()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        await directory.SignInAsync("alice", DirectoryUnderTest.Password);
        await directory.Persons.DisableAsync(alice.Id, CancellationToken.None);
        Assert.Equal(SignInStatus.Disabled, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", "wrong")).Status);
        await directory.Persons.EnableAsync(alice.Id, CancellationToken.None);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
    }

    [Fact]
    public async Task A_new_password_voids_the_old_one_at_once()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        await directory.SignInAsync("alice", DirectoryUnderTest.Password);
        await directory.Persons.SetPasswordAsync(alice.Id, "another horse", CancellationToken.None);
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", "another horse")).Status);
    }

    [Fact]
    public async Task A_secret_opens_only_the_doors_it_was_made_for()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        await directory.Get<IDatabaseWrites>().RunAsync(
            async (db, cancel) =>
            {
                db.Add(new PersonSecret { PersonId = alice.Id, Kind = SecretKind.AppPassword, Label = "Phone", Protocols = SecretProtocols.Dav | SecretProtocols.Imap, Hash = PasswordHasher.HashRandom("abcd-efgh-ijkl-mnop") });
                await db.SaveChangesAsync(cancel);
            },
            CancellationToken.None);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", "abcd-efgh-ijkl-mnop", SignInProtocol.Dav)).Status);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", "abcd-efgh-ijkl-mnop", SignInProtocol.Imap)).Status);
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("alice", "abcd-efgh-ijkl-mnop", SignInProtocol.Web)).Status);
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", DirectoryUnderTest.Password, SignInProtocol.Web)).Status);
    }

    [Fact]
    public async Task Without_its_database_nobody_is_told_that_the_password_is_wrong()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        await directory.MakeAsync("alice@example.test");
        await directory.Get<IDatabaseWrites>().RunAsync((db, cancel) => db.Database.ExecuteSqlRawAsync("alter table person_secret rename to gone", cancel), CancellationToken.None);
        Assert.Equal(SignInStatus.StoreUnavailable, (await directory.SignInAsync("alice", DirectoryUnderTest.Password)).Status);
    }
}
