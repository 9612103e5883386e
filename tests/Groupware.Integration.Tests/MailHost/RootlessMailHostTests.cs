using Groupware.Testing;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>An ordinary user: Dovecot without root, and the suite itself takes submission and SMTP.</summary>
public sealed class RootlessMailHostTests(RootlessMailHostTests.Ordinary ordinary) : MailRules, IClassFixture<RootlessMailHostTests.Ordinary>
{
    protected override Task<Suite> SuiteAsync() => Task.FromResult(ordinary.Suite);

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
