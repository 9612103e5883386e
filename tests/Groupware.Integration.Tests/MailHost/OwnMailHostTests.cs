using Groupware.Testing;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Groupware.Integration.Tests.MailHost;

public sealed class OwnMailHostTests(SharedSuite shared)
{
    [Fact]
    public async Task Mail_sent_by_submission_is_in_the_other_inbox()
    {
        var suite = await shared.GetAsync();
        var subject = Guid.NewGuid().ToString();
        await suite.SendAsync("alice", "bob", subject);
        using var bob = await suite.ImapAsync("bob");
        var inbox = await bob.GetFolderAsync("INBOX");
        await Until.TrueAsync(async () =>
        {
            await inbox.OpenAsync(FolderAccess.ReadOnly);
            return (await inbox.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Any(m => m.Envelope?.Subject == subject);
        }, TimeSpan.FromSeconds(5), "the message is in the inbox");
    }

    [Fact]
    public async Task A_new_account_has_its_special_folders()
    {
        var suite = await shared.GetAsync();
        using var carol = await suite.ImapAsync("carol");
        foreach (var special in new[] { SpecialFolder.Drafts, SpecialFolder.Sent, SpecialFolder.Archive, SpecialFolder.Junk, SpecialFolder.Trash })
            Assert.NotNull(carol.GetFolder(special));
    }

    [Fact]
    public async Task Nobody_sends_in_the_name_of_another()
    {
        var suite = await shared.GetAsync();
        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => suite.SendAsync("bob", "carol", "not mine", signedInAs: "alice"));
        Assert.Equal(SmtpStatusCode.MailboxNameNotAllowed, refusal.StatusCode);
    }

    [Fact]
    public async Task An_unknown_recipient_is_refused_at_once()
    {
        var suite = await shared.GetAsync();
        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => suite.DeliverAsync("stranger@elsewhere.test", "nobody", "lost"));
        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, refusal.ErrorCode);
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refusal.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_relayed_for_strangers()
    {
        var suite = await shared.GetAsync();
        await Assert.ThrowsAsync<SmtpCommandException>(() => suite.DeliverAsync("stranger@elsewhere.test", "victim@another.test", "relay"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_by_imap_and_submission()
    {
        var suite = await shared.GetAsync();
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync("dave", "wrong"));
        await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync("dave", "bob", "x", password: "wrong"));
    }
}
