using Groupware.Storage.People;

namespace Groupware.People;

/// <summary>How the suite opens a person's mailbox.</summary>
public interface IMailCredentials
{
    /// <summary>Null when there is none: a person who never signed in with the password of an external host, or a disabled one.</summary>
    Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel);
}

/// <summary>What is sent to the mail store. Never logged.</summary>
/// <param name="UserName">Who signs in: the person, or the master user of the suite's own mail host.</param>
/// <param name="AuthorizationId">Whose mailbox it is (RFC 4616, section 2: authzid); empty when the user itself.</param>
/// <param name="Secret">Password.</param>
public sealed record MailCredential(string UserName, string AuthorizationId, string Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{UserName} for {AuthorizationId}";
}
