using System.Net;
using Groupware.Integration.Tests.SignIn;
using Groupware.Testing;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>What an administrator changes holds in IMAP, delivery and submission at once, without a restart.</summary>
[Trait("Category", "Slow")]
public sealed class DirectoryInMailTests(SharedSuite shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_new_person_reads_sends_and_receives_at_once_also_by_an_alias()
    {
        var suite = await shared.GetAsync();
        var (name, password) = await PersonAsync(suite);
        Assert.Equal(0, (await suite.AdminAsync("add-alias", Suite.Address(name), $"{name}.alias@example.test")).ExitCode);

        await Until.TrueAsync(() => DeliveredAsync(suite, $"{name}.alias+tag", "to the alias"), Soon, "mail to the alias is taken");
        await ArrivesAsync(suite, name, password, "to the alias");
        using var byAlias = await suite.ImapAsync(name + ".alias", password);
        Assert.True(byAlias.IsAuthenticated);
        await suite.SendAsync(name + ".alias", "bob", "from the alias", signedInAs: name, password: password);
    }

    [Fact]
    public async Task Mail_to_a_group_reaches_every_member()
    {
        var suite = await shared.GetAsync();
        var (first, firstPassword) = await PersonAsync(suite);
        var (second, secondPassword) = await PersonAsync(suite);
        var group = "team-" + Guid.NewGuid().ToString("N")[..8];
        var made = await suite.AdminAsync("add-group", Suite.Address(group), "--name", "Team", "--member", Suite.Address(first), "--member", Suite.Address(second));
        Assert.Equal(0, made.ExitCode);

        await Until.TrueAsync(() => DeliveredAsync(suite, group, "to all"), Soon, "mail to the group is taken");
        await ArrivesAsync(suite, first, firstPassword, "to all");
        await ArrivesAsync(suite, second, secondPassword, "to all");
    }

    [Fact]
    public async Task A_disabled_person_is_out_within_seconds_and_the_mail_is_kept()
    {
        var suite = await shared.GetAsync();
        var (name, password) = await PersonAsync(suite);
        using var session = await suite.ImapAsync(name, password);
        await session.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        Assert.Equal(0, (await suite.AdminAsync("disable", Suite.Address(name))).ExitCode);

        await Until.TrueAsync(async () => !await AnswersAsync(session), Soon, "the open session ends");
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync(name, password));
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync(name, "bob", "x", password: password));
        await suite.DeliverAsync("stranger@elsewhere.test", name, "kept");
        Assert.Equal(0, (await suite.AdminAsync("enable", Suite.Address(name))).ExitCode);
        await Until.TrueAsync(() => ComesInAsync(suite, name, password), Soon, "in again");
        await ArrivesAsync(suite, name, password, "kept");
    }

    [Fact]
    public async Task A_new_domain_is_ours_at_the_next_message()
    {
        var suite = await shared.GetAsync();
        var domain = "d" + Guid.NewGuid().ToString("N")[..8] + ".test";
        await Assert.ThrowsAsync<SmtpCommandException>(() => suite.DeliverAsync("stranger@elsewhere.test", "info@" + domain, "not yet"));
        Assert.Equal(0, (await suite.AdminAsync("add-domain", domain)).ExitCode);
        Assert.Equal(0, (await suite.AdminAsync("add-alias", "erin@example.test", "info@" + domain)).ExitCode);
        await Until.TrueAsync(() => DeliveredAsync(suite, "info@" + domain, "now"), Soon, "mail for the new domain is taken");
        await ArrivesAsync(suite, "erin", Suite.Password, "now");
    }

    /// <summary>A mailbox that is full takes nothing, whoever sent it is told, and with more room the next message is in.</summary>
    [Fact]
    public async Task A_full_mailbox_takes_no_more_until_it_has_room()
    {
        var suite = await shared.GetAsync();
        var (name, password) = await PersonAsync(suite, "--quota", "100K");
        var big = $"too big {Guid.NewGuid()}";
        await suite.SendAsync("bob", name, big, string.Concat(Enumerable.Repeat("Twenty-five lines of it.\n", 8_000)));
        await ArrivesAsync(suite, "bob", Suite.Password, "Undelivered Mail Returned to Sender");
        using (var reader = await suite.ImapAsync(name, password))
        {
            await reader.Inbox!.OpenAsync(FolderAccess.ReadOnly);
            Assert.Equal(0, reader.Inbox.Count);
        }

        Assert.Equal(0, (await suite.AdminAsync("change-person", Suite.Address(name), "--quota", "none")).ExitCode);
        await Until.TrueAsync(async () =>
        {
            await suite.SendAsync("bob", name, big, string.Concat(Enumerable.Repeat("Twenty-five lines of it.\n", 8_000)));
            using var reader = await suite.ImapAsync(name, password);
            await reader.Inbox!.OpenAsync(FolderAccess.ReadOnly);
            return reader.Inbox.Count > 0;
        }, TimeSpan.FromSeconds(30), "the mail host knows of the room within seconds");
    }

    [Fact]
    public async Task A_reset_password_holds_at_every_door_at_once_and_the_old_one_nowhere()
    {
        var suite = await shared.GetAsync();
        var (name, old) = await PersonAsync(suite);
        using var browser = await WebVisitor.SignedInAsync(suite, name, old);
        var (code, said) = await suite.AdminAsync("brand new words\n", ["reset-password", Suite.Address(name), "--password-stdin"]);
        Assert.True(code == 0, said);
        await Until.TrueAsync(() => ComesInAndStaysAsync(suite, name, "brand new words"), Soon, "the new password opens IMAP");
        await suite.SendAsync(name, "bob", "with the new one", password: "brand new words");
        Assert.NotEqual(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, name, "brand new words"));
        using var again = await WebVisitor.SignedInAsync(suite, name, "brand new words");
        Assert.False(await ComesInAsync(suite, name, old));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, name, old));
        await Until.TrueAsync(async () => await browser.StatusAsync("/settings") != HttpStatusCode.OK, Soon, "the old session has ended");
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync(name, "bob", "x", password: old));
    }

    private static async Task<(string Name, string Password)> PersonAsync(Suite suite, params string[] options)
    {
        var name = "p" + Guid.NewGuid().ToString("N")[..8];
        var (code, said) = await suite.AdminAsync(["add-person", Suite.Address(name), .. options]);
        Assert.True(code == 0, said);
        // without a console a password is made and printed: "Password of p1@example.test: 83zv-ja3t-…"
        var password = said.Split('\n').First(line => line.StartsWith("Password of ", StringComparison.Ordinal)).Split(": ")[1].Trim();
        await Until.TrueAsync(() => ComesInAsync(suite, name, password), Soon, "the new person comes in: " + said);
        return (name, password);
    }

    private static async Task<bool> ComesInAsync(Suite suite, string name, string password)
    {
        try
        {
            using var client = await suite.ImapAsync(name, password);
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }

    /// <summary>False also for a session that began a moment before those of the old password were ended, and was ended with them.</summary>
    private static async Task<bool> ComesInAndStaysAsync(Suite suite, string name, string password)
    {
        try
        {
            return await ComesInAsync(suite, name, password);
        }
        catch (ImapProtocolException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(ImapClient client)
    {
        try
        {
            await client.NoOpAsync();
            return true;
        }
        catch (Exception e) when (e is ImapProtocolException or IOException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return false;
        }
    }

    private static async Task<bool> DeliveredAsync(Suite suite, string to, string subject)
    {
        try
        {
            await suite.DeliverAsync("stranger@elsewhere.test", to, subject);
            return true;
        }
        catch (SmtpCommandException)
        {
            return false;
        }
    }

    private static async Task ArrivesAsync(Suite suite, string name, string password, string subject)
    {
        using var client = await suite.ImapAsync(name, password);
        await Until.TrueAsync(async () =>
        {
            await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
            return (await client.Inbox.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Any(m => m.Envelope?.Subject == subject);
        }, Soon, $"\"{subject}\" is in the inbox of {name}");
    }
}
