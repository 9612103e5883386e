using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Testing;
using Groupware.Tests.People;
using Groupware.Web;
using Groupware.Web.Components.Admin;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>What a tab may still do when its person may not any more.</summary>
public sealed class OpenTabTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_leavers_tab_ends_although_the_database_failed_meanwhile()
    {
        await using var directory = await DirectoryUnderTest.StartAsync();
        var alice = await directory.MakeAsync("alice@example.test");
        var sessions = directory.Get<WebSessions>();
        var session = await sessions.BeginAsync(alice.Id, true, "Mozilla/5.0", "203.0.113.5", null, CancellationToken.None);
        var log = new CountingLog();
        using var tab = new SessionAuthenticationStateProvider(sessions, directory.Get<IChangeFeed>(), directory.Time, log);
        tab.SetAuthenticationState(Task.FromResult(new AuthenticationState(PersonPrincipal.Create(alice.Id, alice.Address, "Session", session.Id))));

        await SqlAsync(directory, "ALTER TABLE web_session RENAME TO web_session_away");
        await Until.TrueAsync(() => Passed(directory, log.Count == 1), Limit, "the check fails");
        await SqlAsync(directory, "ALTER TABLE web_session_away RENAME TO web_session");
        Assert.True(tab.Principal?.Identity?.IsAuthenticated);
        await directory.Persons.DisableAsync(alice.Id, CancellationToken.None);

        await Until.TrueAsync(() => Passed(directory, tab.Principal?.Identity?.IsAuthenticated == false), Limit, "the tab ends");
        Assert.Equal(1, log.Count);
    }

    [Fact]
    public async Task A_demoted_administrator_changes_nothing_more_whoever_demoted_them()
    {
        await using var here = await DirectoryUnderTest.StartAsync();
        await using var there = await DirectoryUnderTest.StartAsync(database: here.Database);
        var boss = await here.MakeAsync("boss@example.test", administrator: true);
        var door = new DirectoryDoor(here.Persons, new CurrentPerson(boss.ToSignedIn()));
        Assert.Equal(DirectoryOutcome.Done, await door.ChangeAsync(() => here.Domains.AddAsync("one.test", CancellationToken.None), CancellationToken.None));

        Assert.Equal(DirectoryOutcome.Done, await there.Persons.UpdateAsync(boss.Id, new PersonChange(IsAdministrator: false), CancellationToken.None));

        Assert.Equal(DirectoryOutcome.NotAllowed, await door.ChangeAsync(() => here.Domains.AddAsync("two.test", CancellationToken.None), CancellationToken.None));
        Assert.DoesNotContain(await here.Domains.ListAsync(CancellationToken.None), static domain => domain.Name == "two.test");
        Assert.False(door.IsOpen);
    }

    private static bool Passed(DirectoryUnderTest directory, bool condition)
    {
        if (!condition) directory.Time.Advance(TimeSpan.FromSeconds(11));
        return condition;
    }

    private static async Task SqlAsync(DirectoryUnderTest directory, string sql)
    {
        await using var db = await directory.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private sealed class CountingLog : ILogger<SessionAuthenticationStateProvider>
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref count);
    }
}
