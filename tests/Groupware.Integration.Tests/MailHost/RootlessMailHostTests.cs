using System.Net;
using Groupware.Integration.Tests.SignIn;
using Groupware.Testing;
using MailKit.Security;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>An ordinary user: Dovecot without root, and the suite itself takes submission and SMTP.</summary>
[Trait("Category", "Slow")]
public sealed class RootlessMailHostTests(RootlessMailHostTests.Ordinary ordinary) : MailRules, IClassFixture<RootlessMailHostTests.Ordinary>
{
    protected override Task<Suite> SuiteAsync() => Task.FromResult(ordinary.Suite);

    /// <summary>The suite's own submission server asks the same place as Dovecot: what was wrong there is counted for DAV as well.</summary>
    [Fact]
    public async Task Wrong_passwords_at_submission_hold_back_the_other_doors()
    {
        var suite = ordinary.Suite;
        for (var n = 0; n < 3; n++) await Assert.ThrowsAsync<AuthenticationException>(() => suite.SendAsync("guessed", "bob", "x", password: $"guess {n}"));
        // three are free: had they not been counted, three more would be looked at before anybody waits
        var answers = new List<HttpStatusCode>();
        for (var n = 3; n < 6; n++) answers.Add(await SignInTests.DavAsync(suite, "guessed", $"guess {n}"));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    public sealed class Ordinary : IAsyncLifetime
    {
        public Suite Suite { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Suite = await Suite.StartAsync(new SuiteOptions { RunAs = Environment.IsPrivilegedProcess ? SuiteOptions.Nobody : null });

        public async ValueTask DisposeAsync()
        {
            if (Suite is not null) await Suite.DisposeAsync();
        }
    }
}
