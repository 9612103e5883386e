using System.Net.Sockets;
using System.Text;
using Groupware.Testing;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>A ManageSieve client's first words (RFC 5804): greeting, SASL PLAIN, and a look at the scripts when it is let in.</summary>
internal static class SieveDoor
{
    /// <summary>The server's line on the password; one that says yes also lists the person's scripts.</summary>
    public static async Task<string> SignInAsync(Suite suite, string name, string password)
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
