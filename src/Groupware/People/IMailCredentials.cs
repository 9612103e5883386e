using Groupware.Storage.People;
using Microsoft.Extensions.Options;

namespace Groupware.People;

/// <summary>How the suite opens a person's mailbox and sends in their name.</summary>
public interface IMailCredentials
{
    /// <summary>Null when there is no way at the moment: with an external host, until the person signs in again.</summary>
    Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel);

    /// <summary>Whose mailbox the mail host calls so now; null when it does not say, or the name is nobody's.</summary>
    PersonId? OwnerOf(string userName) => null;
}

/// <summary>What to present to IMAP, submission and ManageSieve.</summary>
/// <param name="UserName">Who authenticates: the person at an external host, the master user at ours.</param>
/// <param name="AuthorizationId">For whom (SASL PLAIN, RFC 4616); empty when it is the same.</param>
/// <param name="Secret">Never logged, never kept.</param>
public sealed record MailCredential(string UserName, string AuthorizationId, string Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{UserName} for {AuthorizationId}";
}

/// <summary>The own mail host: the master user, in the person's name.</summary>
internal sealed class MasterUserCredentials(DirectoryMemory memory, IOptions<MasterUserOptions> options) : IMailCredentials
{
    public async Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel) =>
        (await memory.CurrentAsync(cancel)).Persons.GetValueOrDefault(person) is { Disabled: false } view
            ? new MailCredential(options.Value.UserName, view.Address, options.Value.Secret)
            : null;

    public PersonId? OwnerOf(string userName) => memory.Known.PersonOf(userName.ToLowerInvariant())?.Id;
}

/// <summary>An external mail host: the password the person signed in with, opened with the key of a living session.</summary>
internal sealed class SessionMailCredentials(WebSessions sessions) : IMailCredentials
{
    public async Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel) =>
        await sessions.MailSecretAsync(person, cancel) is { } secret ? new MailCredential(secret.UserName, "", secret.Password) : null;
}
