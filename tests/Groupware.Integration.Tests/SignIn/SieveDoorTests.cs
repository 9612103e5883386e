using System.Net.Sockets;
using System.Text;
using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>ManageSieve (RFC 5804) opens for whom the other doors open: real connections to the suite's own mail host, in clear on this machine.</summary>
public sealed class SieveDoorTests(SharedSuite shared)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task The_right_password_opens_it_and_a_wrong_one_does_not()
    {
        var suite = await shared.GetAsync();
        await AddAsync(suite, "sieve");
        Assert.StartsWith("NO", await SignInAsync(suite, "sieve", "not the password"), StringComparison.Ordinal);
        Assert.StartsWith("OK", await SignInAsync(suite, "sieve", Password), StringComparison.Ordinal);
        Assert.StartsWith("NO", await SignInAsync(suite, "sieve-nobody", Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_person_stays_outside_with_the_right_password()
    {
        var suite = await shared.GetAsync();
        await AddAsync(suite, "sieve-closed");
        Assert.StartsWith("OK", await SignInAsync(suite, "sieve-closed", Password), StringComparison.Ordinal);
        Assert.Equal(0, (await suite.AdminAsync("disable", Suite.Address("sieve-closed"))).ExitCode);
        await Until.TrueAsync(async () => (await SignInAsync(suite, "sieve-closed", Password)).StartsWith("NO", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "a disabled person is refused");
    }

    private static async Task AddAsync(Suite suite, string name)
    {
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", Suite.Address(name), "--password-stdin"]);
        Assert.True(code == 0, said);
    }

    /// <summary>The server's line on SASL PLAIN; one that says yes also lists the person's scripts.</summary>
    private static async Task<string> SignInAsync(Suite suite, string name, string password)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", suite.Ports.Sieve, cancel);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var greeting = await AnswerAsync(reader, cancel);
        Assert.StartsWith("OK", greeting[^1], StringComparison.Ordinal);
        Assert.Contains("PLAIN", Assert.Single(greeting, line => line.StartsWith("\"SASL\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Suite.Address(name)}\0{password}"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTHENTICATE \"PLAIN\" \"{secret}\"\r\n"), cancel);
        var verdict = (await AnswerAsync(reader, cancel))[^1];
        if (!verdict.StartsWith("OK", StringComparison.Ordinal)) return verdict;
        await stream.WriteAsync("LISTSCRIPTS\r\n"u8.ToArray(), cancel);
        return (await AnswerAsync(reader, cancel))[^1];
    }

    /// <summary>Lines up to the one that ends the answer.</summary>
    private static async Task<List<string>> AnswerAsync(StreamReader reader, CancellationToken cancel)
    {
        var lines = new List<string>();
        do lines.Add(await reader.ReadLineAsync(cancel) ?? throw new IOException("The server hung up after: " + string.Join(" / ", lines)));
        while (lines[^1].Split(' ', 2)[0] is not ("OK" or "NO" or "BYE"));
        return lines;
    }
}
