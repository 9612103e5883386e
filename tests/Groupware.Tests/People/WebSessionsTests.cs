using Groupware.People;
using Groupware.Storage.People;

namespace Groupware.Tests.People;

public sealed class WebSessionsTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_session_lasts_while_it_is_used_and_then_ends()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var (sessions, alice) = await AliceAsync(directory);
        var session = await BeginAsync(sessions, alice.Id, remember: false);
        for (var hours = 0; hours < 24; hours += 8)
        {
            directory.Time.Advance(TimeSpan.FromHours(8));
            Assert.Equal(alice.Id, (await sessions.CheckAsync(session.Id, null, None))?.Id);
        }

        directory.Time.Advance(TimeSpan.FromHours(13));
        Assert.Null(await sessions.CheckAsync(session.Id, null, None));
        Assert.Null(await sessions.CheckAsync(session.Id, null, None)); // asking again does not bring it back
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_open_tab_keeps_it_alive_only_while_somebody_acts_in_it(bool acts)
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var (sessions, alice) = await AliceAsync(directory);
        var session = await BeginAsync(sessions, alice.Id, remember: false);
        for (var hours = 0; hours < 13; hours++)
        {
            directory.Time.Advance(TimeSpan.FromHours(1));
            await sessions.WatchAsync(session.Id, acts, None);
        }

        Assert.Equal(acts, await sessions.WatchAsync(session.Id, used: false, None) is not null);
    }

    [Fact]
    public async Task Signing_out_ends_it_on_the_server_and_is_told()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var (sessions, alice) = await AliceAsync(directory);
        var (one, other) = (await BeginAsync(sessions, alice.Id), await BeginAsync(sessions, alice.Id));
        var ended = new List<string>();
        sessions.Ended += ended.Add;
        await sessions.EndAsync(one.Id, None);
        Assert.Null(await sessions.CheckAsync(one.Id, null, None));
        Assert.NotNull(await sessions.CheckAsync(other.Id, null, None));
        Assert.Equal([one.Id], ended);
    }

    [Fact]
    public async Task A_closed_account_or_another_password_ends_all()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var (sessions, alice) = await AliceAsync(directory);
        var first = await BeginAsync(sessions, alice.Id);
        await directory.Persons.SetPasswordAsync(alice.Id, "another horse", None);
        Assert.Null(await sessions.CheckAsync(first.Id, null, None));
        var second = await BeginAsync(sessions, alice.Id);
        await directory.Persons.DisableAsync(alice.Id, None);
        Assert.Null(await sessions.CheckAsync(second.Id, null, None));
        Assert.Empty(await sessions.ListAsync(alice.Id, None));
    }

    [Fact]
    public async Task The_session_in_which_the_password_is_changed_stays_and_the_others_end()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var (sessions, alice) = await AliceAsync(directory);
        var (here, other) = (await BeginAsync(sessions, alice.Id), await BeginAsync(sessions, alice.Id));
        var own = directory.Get<OwnPassword>();
        var (check, change) = await own.ChangeAsync(alice.ToSignedIn(), "wrong", "another horse", here.Id, None);
        Assert.Equal((SignInStatus.WrongPassword, null), (check.Status, change));
        (_, change) = await own.ChangeAsync(alice.ToSignedIn(), DirectoryUnderTest.Password, "another horse", here.Id, None);
        Assert.Equal(DirectoryOutcome.Done, change);
        Assert.NotNull(await sessions.CheckAsync(here.Id, null, None));
        Assert.Null(await sessions.CheckAsync(other.Id, null, None));
        Assert.Equal(SignInStatus.Granted, (await directory.SignInAsync("alice", "another horse")).Status);
    }

    [Fact]
    public async Task A_made_up_session_is_nobody()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        Assert.Null(await directory.Get<WebSessions>().CheckAsync("0123456789abcdef0123456789abcdef", null, None));
    }

    [Fact]
    public async Task Another_process_opens_the_mail_secret_once_it_has_seen_the_cookie()
    {
        var settings = new Dictionary<string, string?> { ["Directory:Source"] = "Imap" };
        await using var here = await DirectoryUnderTest.StartAsync();
        await using var there = await DirectoryUnderTest.StartAsync(settings: settings, database: here.Database);
        var (sessions, alice) = await AliceAsync(here);
        var session = await sessions.BeginAsync(alice.Id, true, "Browser", "203.0.113.5", ("Alice", "mail password"), None);

        var credentials = there.Get<IMailCredentials>();
        Assert.Null(await credentials.ForAsync(alice.Id, None));
        await there.Get<WebSessions>().CheckAsync(session.Id, session.MailKey, None);
        Assert.Equal(new MailCredential("Alice", "", "mail password"), await credentials.ForAsync(alice.Id, None));
        await sessions.EndAsync(session.Id, None);
        there.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await credentials.ForAsync(alice.Id, None));
    }

    [Fact]
    public async Task With_the_own_mail_host_the_master_user_opens_an_open_account_only()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        var credentials = directory.Get<IMailCredentials>();
        Assert.Equal(new MailCredential("suite", "alice@example.test", ""), await credentials.ForAsync(alice.Id, None));
        await directory.Persons.DisableAsync(alice.Id, None);
        Assert.Null(await credentials.ForAsync(alice.Id, None));
    }

    private static async Task<(WebSessions Sessions, PersonView Alice)> AliceAsync(DirectoryUnderTest directory) => (directory.Get<WebSessions>(), await directory.MakeAsync("alice@example.test"));

    private static Task<BegunSession> BeginAsync(WebSessions sessions, PersonId person, bool remember = true) =>
        sessions.BeginAsync(person, remember, "Mozilla/5.0", "203.0.113.5", null, CancellationToken.None);
}
