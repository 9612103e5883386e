using System.Diagnostics;
using System.Net;
using Groupware.Testing;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>One delay policy for all doors: wrong passwords at one of them make the account wait everywhere, and nobody else.</summary>
[Trait("Category", "Slow")]
public sealed class HeldBackTests(SharedSuite shared)
{
    private const string Password = "correct horse";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);   // the wait is told in whole seconds, rounded up
    private static readonly string[] MailDoors = ["imap", "submission", "sieve"];

    private static readonly Dictionary<string, Func<Suite, string, string, Task<bool>>> Doors = new(StringComparer.Ordinal)
    {
        ["web"] = WebAsync,
        ["dav"] = async (suite, name, password) => await SignInTests.DavAsync(suite, name, password) == HttpStatusCode.MultiStatus,
        ["imap"] = ImapAsync,
        ["submission"] = SubmissionAsync,
        ["sieve"] = async (suite, name, password) => (await SieveDoor.SignInAsync(suite, name, password)).StartsWith("OK", StringComparison.Ordinal),
    };

    [Fact]
    public async Task Wrong_passwords_at_the_mail_doors_hold_back_the_right_one_at_every_door()
    {
        var suite = await shared.GetAsync();
        // on a busy machine the wait may be over before all doors were tried, which says nothing: another person then, who waits longer
        for (var n = 1; await LateAsync(suite, $"held{n}", more: n + 1) is { } late; n++) Assert.True(n < 4, late);
        using var another = await WebVisitor.SignedInAsync(suite, "bob");
    }

    /// <param name="more">So many wrong passwords at DAV besides: each doubles the wait.</param>
    /// <returns>Not null when the wait was over too early to tell.</returns>
    private static async Task<string?> LateAsync(Suite suite, string name, int more)
    {
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", Suite.Address(name), "--password-stdin"]);
        Assert.True(code == 0, said);
        var let = await Task.WhenAll(MailDoors.Select(door => Doors[door](suite, name, "wrong at " + door)));
        Assert.DoesNotContain(true, let);

        // after three the account waits 1 s, then twice as long after each: how long tells how many were counted, those of the mail doors among them
        var (tried, wait) = (0, TimeSpan.Zero);
        await Until.TrueAsync(
            async () =>
            {
                wait = await DavWaitAsync(suite, name);
                if (wait == TimeSpan.Zero) tried++;
                return tried >= more && wait > Waited(tried - 1);
            },
            Limit,
            $"the account waits as after one wrong password at each of {string.Join(", ", MailDoors)} and those of DAV");
        Assert.True(wait <= Waited(tried), $"{tried} more wrong passwords at DAV, and the account waits {wait}");

        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Doors.Select(async at => (Door: at.Key, In: await at.Value(suite, name, Password), Took: clock.Elapsed)));
        var open = answers.Where(a => a.In).Select(a => $"{a.Door} lets in after {a.Took}, the wait was {wait}").ToList();
        if (answers.Any(a => a.In && a.Took > wait - Rounding)) return string.Join('\n', open);
        Assert.Equal([], open);

        await Until.TrueAsync(() => Doors["dav"](suite, name, Password), Limit, "the wait is over");
        foreach (var (door, opens) in Doors) Assert.True(await opens(suite, name, Password), door + " stays closed after the wait");
        return null;
    }

    /// <summary>With so many wrong passwords more than the free ones.</summary>
    private static TimeSpan Waited(int more) => TimeSpan.FromSeconds(Math.Pow(2, more));

    /// <summary>How long a DAV client with a wrong password is told to wait; nothing when the password was looked at.</summary>
    private static async Task<TimeSpan> DavWaitAsync(Suite suite, string name)
    {
        using var dav = new DavUser(suite.Url, Suite.Address(name), $"wrong at DAV {Guid.NewGuid()}");
        using var answer = await dav.SendAsync("PROPFIND", "/dav/", null, ("Depth", "0"));
        return answer.StatusCode == HttpStatusCode.TooManyRequests ? answer.Headers.RetryAfter!.Delta!.Value : TimeSpan.Zero;
    }

    private static async Task<bool> WebAsync(Suite suite, string name, string password)
    {
        using var browser = new WebVisitor(suite.Url);
        using var answer = await browser.SignInAsync(name, password);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.Contains("Too many wrong passwords", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return answer.StatusCode == HttpStatusCode.Found;
    }

    private static async Task<bool> ImapAsync(Suite suite, string name, string password)
    {
        using var client = new ImapClient();
        return await OpensAsync(client, suite.Ports.Imap, name, password);
    }

    private static async Task<bool> SubmissionAsync(Suite suite, string name, string password)
    {
        using var client = new SmtpClient();
        return await OpensAsync(client, suite.Ports.Submission, name, password);
    }

    private static async Task<bool> OpensAsync(MailService client, int port, string name, string password)
    {
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None);
        try
        {
            await client.AuthenticateAsync(Suite.Address(name), password);
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }
}
