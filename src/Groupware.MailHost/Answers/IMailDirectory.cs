namespace Groupware.MailHost.Answers;

/// <summary>What Dovecot and Postfix ask the suite. Answered from memory: thirty workers wait for it.</summary>
internal interface IMailDirectory
{
    /// <summary>May this name come in with this password by this protocol?</summary>
    Task<SignInAnswer> AuthenticateAsync(SignInQuestion question, CancellationToken cancel);

    /// <summary>The account behind a login name, address or alias; null when there is none.</summary>
    Task<MailAccount?> FindAccountAsync(string name, CancellationToken cancel);

    /// <summary>Whether mail for the domain stays here.</summary>
    Task<bool> IsOwnDomainAsync(string domain, CancellationToken cancel);

    /// <summary>Canonical addresses that an alias or group stands for; empty when the address is an account of its own or unknown.</summary>
    Task<IReadOnlyList<string>> ExpandAsync(string address, CancellationToken cancel);

    /// <summary>Canonical addresses of the accounts that may send as the address.</summary>
    Task<IReadOnlyList<string>> SendersAsync(string address, CancellationToken cancel);
}

/// <summary>One sign-in as Dovecot saw it.</summary>
/// <param name="Service"><c>imap</c>, <c>sieve</c>, <c>smtp</c>, …</param>
internal sealed record SignInQuestion(string Name, string Password, string Service, string RemoteAddress);

/// <param name="Account">Set when granted.</param>
internal sealed record SignInAnswer(SignInVerdict Verdict, MailAccount? Account)
{
    public static SignInAnswer Wrong { get; } = new(SignInVerdict.Wrong, null);
}

internal enum SignInVerdict
{
    Granted,
    Wrong,
    Disabled,

    /// <summary>The suite cannot tell now; clients keep their password and try again.</summary>
    Unavailable,
}

/// <param name="Address">Canonical address: the user name for Dovecot.</param>
/// <param name="Id">Immutable: names the folder of the account.</param>
/// <param name="QuotaBytes">Null or zero: no limit.</param>
internal sealed record MailAccount(string Address, string Id, long? QuotaBytes);
