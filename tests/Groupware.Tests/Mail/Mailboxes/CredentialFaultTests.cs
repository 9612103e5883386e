using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage.People;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groupware.Tests.Mail.Mailboxes;

/// <summary>In front of an existing mail host the way into a mailbox stands in the database; when that fails the mailbox is away for a while, and nothing more.</summary>
public sealed class CredentialFaultTests
{
    [Fact]
    public async Task A_database_that_fails_is_a_mail_store_that_is_away_and_the_session_closes_as_always()
    {
        var credentials = new FailingCredentials();
        var session = new MailboxSession(new SignedInPerson(new PersonId(1), "alice@example.test", "Alice", "en", "Europe/Paris", IsAdministrator: false), new MailOptions(), credentials, TimeProvider.System, NullLogger.Instance);
        using (session.Subscribe(_ => { }))   // starts the watch: IDLE, since no host sends notices
        {
            for (var waited = 0; credentials.Asked == 0 && waited < 500; waited++) await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, credentials.Asked);
            await Assert.ThrowsAsync<MailStoreUnavailableException>(() => session.FoldersAsync(CancellationToken.None));
            Assert.False(session.Connection.Online);
        }

        await session.DisposeAsync();
    }

    private sealed class FailingCredentials : IMailCredentials
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel)
        {
            Interlocked.Increment(ref asked);
            return Task.FromException<MailCredential?>(new SqliteException("disk I/O error", 10));
        }
    }
}
