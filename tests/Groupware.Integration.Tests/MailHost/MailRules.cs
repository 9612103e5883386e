using Groupware.Testing;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>What must hold whoever takes the mail: Postfix, or the suite itself for an ordinary user.</summary>
public abstract class MailRules
{
    protected abstract Task<Suite> SuiteAsync();

    [Fact]
    public async Task Mail_sent_by_submission_is_in_the_other_inbox()
    {
        var suite = await SuiteAsync();
        var subject = Guid.NewGuid().ToString();
        await suite.SendAsync("alice", "bob", subject, ".a line that begins with a dot");
        await ArrivesAsync(suite, "bob", subject);
    }

    [Fact]
    public async Task Mail_from_another_host_arrives_also_with_a_tag_in_the_address()
    {
        var suite = await SuiteAsync();
        var subject = Guid.NewGuid().ToString();
        await suite.DeliverAsync("stranger@elsewhere.test", "bob+orders@example.test", subject);
        await ArrivesAsync(suite, "bob", subject);
    }

    [Fact]
    public async Task A_new_account_has_its_special_folders()
    {
        var suite = await SuiteAsync();
        using var carol = await suite.ImapAsync("carol");
        foreach (var special in new[] { SpecialFolder.Drafts, SpecialFolder.Sent, SpecialFolder.Archive, SpecialFolder.Junk, SpecialFolder.Trash })
            Assert.NotNull(carol.GetFolder(special));
    }

    [Fact]
    public async Task Nobody_sends_in_the_name_of_another()
    {
        var suite = await SuiteAsync();
        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => suite.SendAsync("bob", "carol", "not mine", signedInAs: "alice"));
        Assert.Equal(SmtpStatusCode.MailboxNameNotAllowed, refusal.StatusCode);
    }

    [Fact]
    public async Task An_unknown_recipient_is_refused_at_once()
    {
        var suite = await SuiteAsync();
        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => suite.DeliverAsync("stranger@elsewhere.test", "nobody", "lost"));
        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, refusal.ErrorCode);
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refusal.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_relayed_for_strangers()
    {
        var suite = await SuiteAsync();
        await Assert.ThrowsAsync<SmtpCommandException>(() => suite.DeliverAsync("stranger@elsewhere.test", "victim@another.test", "relay"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_by_imap_and_submission()
    {
        var suite = await SuiteAsync();
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync("dave", "wrong"));
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync("dave", "bob", "x", password: "wrong"));
    }

    private static async Task ArrivesAsync(Suite suite, string name, string subject)
    {
        using var client = await suite.ImapAsync(name);
        var inbox = await client.GetFolderAsync("INBOX");
        await Until.TrueAsync(async () =>
        {
            await inbox.OpenAsync(FolderAccess.ReadOnly);
            return (await inbox.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Any(m => m.Envelope?.Subject == subject);
        }, TimeSpan.FromSeconds(10), "the message is in the inbox");
    }
}
