using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>ManageSieve (RFC 5804) opens for whom the other doors open: real connections to the suite's own mail host, in clear on this machine.</summary>
[Trait("Category", "Slow")]
public sealed class SieveDoorTests(SharedSuite shared)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task The_right_password_opens_it_and_a_wrong_one_does_not()
    {
        var suite = await shared.GetAsync();
        await AddAsync(suite, "sieve");
        Assert.StartsWith("NO", await SieveDoor.SignInAsync(suite, "sieve", "not the password"), StringComparison.Ordinal);
        Assert.StartsWith("OK", await SieveDoor.SignInAsync(suite, "sieve", Password), StringComparison.Ordinal);
        Assert.StartsWith("NO", await SieveDoor.SignInAsync(suite, "sieve-nobody", Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_person_stays_outside_with_the_right_password()
    {
        var suite = await shared.GetAsync();
        await AddAsync(suite, "sieve-closed");
        Assert.StartsWith("OK", await SieveDoor.SignInAsync(suite, "sieve-closed", Password), StringComparison.Ordinal);
        Assert.Equal(0, (await suite.AdminAsync("disable", Suite.Address("sieve-closed"))).ExitCode);
        await Until.TrueAsync(async () => (await SieveDoor.SignInAsync(suite, "sieve-closed", Password)).StartsWith("NO", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "a disabled person is refused");
    }

    private static async Task AddAsync(Suite suite, string name)
    {
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", Suite.Address(name), "--password-stdin"]);
        Assert.True(code == 0, said);
    }
}
