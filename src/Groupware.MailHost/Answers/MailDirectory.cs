using System.Globalization;
using Groupware.People;

namespace Groupware.MailHost.Answers;

/// <summary>Answers Dovecot and Postfix from the suite's directory: the same people, passwords and addresses as everywhere else.</summary>
internal sealed class MailDirectory(Credentials credentials, Persons persons, AddressResolution addresses) : IMailDirectory
{
    public async Task<SignInAnswer> AuthenticateAsync(SignInQuestion question, CancellationToken cancel)
    {
        if (ProtocolOf(question.Service) is not { } protocol) return SignInAnswer.Wrong;
        var outcome = await credentials.VerifyAsync(question.Name, question.Password, protocol, question.RemoteAddress, cancel);
        return outcome switch
        {
            { Status: SignInStatus.Granted, Person: { } person } => await persons.FindAsync(person.Id, cancel) is { } found
                ? new SignInAnswer(SignInVerdict.Granted, AccountOf(found))
                : SignInAnswer.Wrong,
            { Status: SignInStatus.Disabled } => new SignInAnswer(SignInVerdict.Disabled, null),
            { Status: SignInStatus.StoreUnavailable } => new SignInAnswer(SignInVerdict.Unavailable, null),
            _ => SignInAnswer.Wrong,
        };
    }

    /// <remarks>A closed account is found: its mail is kept, and nobody comes in because <see cref="AuthenticateAsync"/> says so.</remarks>
    public async Task<MailAccount?> FindAccountAsync(string name, CancellationToken cancel) =>
        await persons.FindByAddressAsync(name, cancel) is { } person ? AccountOf(person) : null;

    public async Task<bool> IsOwnDomainAsync(string domain, CancellationToken cancel) => await addresses.IsLocalDomainAsync(domain, cancel);

    public async Task<IReadOnlyList<string>> ExpandAsync(string address, CancellationToken cancel)
    {
        var found = await addresses.ResolveAsync(address, cancel);
        return found.IsCanonical ? [] : found.Mailboxes;
    }

    public async Task<IReadOnlyList<string>> SendersAsync(string address, CancellationToken cancel) => await addresses.SendersAsync(address, cancel);

    private static SignInProtocol? ProtocolOf(string service) => service switch
    {
        "imap" => SignInProtocol.Imap,
        "smtp" or "submission" => SignInProtocol.Submission,
        "sieve" or "managesieve" => SignInProtocol.Sieve,
        _ => null,
    };

    private static MailAccount AccountOf(PersonView person) =>
        new(person.Address, person.Id.Value.ToString(CultureInfo.InvariantCulture), person.QuotaBytes);
}
