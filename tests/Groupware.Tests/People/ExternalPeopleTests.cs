using Groupware.People;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Tests.People;

/// <summary><c>Directory:Source=Imap</c>: whoever the mail host lets in.</summary>
public sealed class ExternalPeopleTests
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Directory:Source"] = "Imap", ["Admin:Address"] = "Boss@elsewhere.test" };

    [Fact]
    public async Task Somebody_gets_an_account_at_the_first_sign_in()
    {
        await using var directory = await StartAsync(new Host { Password = "theirs" });
        Assert.Equal(SignInStatus.WrongPassword, (await directory.SignInAsync("zoe@elsewhere.test", "wrong")).Status);
        Assert.Empty(await directory.Persons.ListAsync(null, true, CancellationToken.None));
        var outcome = await directory.SignInAsync("Zoe@elsewhere.test", "theirs");
        Assert.Equal((SignInStatus.Granted, "zoe@elsewhere.test", false), (outcome.Status, outcome.Person!.Address, outcome.Person.IsAdministrator));
        Assert.True((await directory.SignInAsync("boss@elsewhere.test", "theirs")).Person!.IsAdministrator);
    }

    [Fact]
    public async Task A_name_without_a_domain_gets_the_hosts()
    {
        await using var directory = await StartAsync(new Host { Password = "theirs" });
        Assert.Equal("zoe@mail.elsewhere.test", (await directory.SignInAsync("zoe", "theirs")).Person!.Address);
    }

    [Theory]
    [InlineData(MailHostFault.Refused)]
    [InlineData(MailHostFault.WrongCertificate)]
    [InlineData(MailHostFault.NoAuthentication)]
    [InlineData(MailHostFault.Timeout)]
    public async Task A_host_that_cannot_be_asked_is_no_wrong_password(MailHostFault fault)
    {
        var host = new Host { Password = "theirs", Fault = fault };
        await using var directory = await StartAsync(host);
        for (var i = 0; i < 10; i++) Assert.Equal(new SignInOutcome(SignInStatus.StoreUnavailable, null, null, fault), await directory.SignInAsync("zoe@elsewhere.test", "theirs"));
        host.Fault = null;
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("zoe@elsewhere.test", "theirs")).Status);
    }

    [Fact]
    public async Task The_host_is_asked_once_for_a_client_that_syncs()
    {
        var host = new Host { Password = "theirs" };
        await using var directory = await StartAsync(host);
        for (var i = 0; i < 5; i++) await directory.SignInAsync("zoe@elsewhere.test", "theirs", SignInProtocol.Dav);
        Assert.Equal(1, host.Asked);
    }

    private static Task<DirectoryUnderTest> StartAsync(Host host) => DirectoryUnderTest.StartAsync(s => s.AddSingleton<IExternalSignIn>(host), Settings);

    private sealed class Host : IExternalSignIn
    {
        public required string Password { get; init; }

        public MailHostFault? Fault { get; set; }

        public int Asked { get; private set; }

        public string Domain => "mail.elsewhere.test";

        public Task<ExternalSignIn> TryAsync(string userName, string password, CancellationToken cancel)
        {
            Asked++;
            return Task.FromResult(new ExternalSignIn(Fault is null && password == Password, Fault));
        }
    }
}
