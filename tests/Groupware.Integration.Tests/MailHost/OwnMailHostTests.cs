using Groupware.Testing;

namespace Groupware.Integration.Tests.MailHost;

/// <summary>With Postfix when the tests run as root.</summary>
public sealed class OwnMailHostTests(SharedSuite shared) : MailRules
{
    protected override Task<Suite> SuiteAsync() => shared.GetAsync();
}
