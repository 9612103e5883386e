namespace Groupware.MailHost.Answers;

/// <summary>Stands in until the directory answers.</summary>
internal sealed class FixedMailDirectory : IMailDirectory
{
    private static readonly string[] Names = ["alice", "bob", "carol", "dave", "erin", "admin"];

    public Task<SignInAnswer> AuthenticateAsync(SignInQuestion question, CancellationToken cancel) =>
        Task.FromResult(Find(question.Name) is { } account && question.Password == "secret" ? new SignInAnswer(SignInVerdict.Granted, account) : SignInAnswer.Wrong);

    public Task<MailAccount?> FindAccountAsync(string name, CancellationToken cancel) => Task.FromResult(Find(name));

    public Task<bool> IsOwnDomainAsync(string domain, CancellationToken cancel) => Task.FromResult(domain == "example.test");

    public Task<IReadOnlyList<string>> ExpandAsync(string address, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> SendersAsync(string address, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>(Find(address) is { } account ? [account.Address] : []);

    private static MailAccount? Find(string name)
    {
        var at = name.IndexOf('@');
        if (at >= 0 && name[at..] != "@example.test") return null;
        var local = at < 0 ? name : name[..at];
        var index = Array.IndexOf(Names, local);
        return index < 0 ? null : new MailAccount(local + "@example.test", (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), null, []);
    }
}
