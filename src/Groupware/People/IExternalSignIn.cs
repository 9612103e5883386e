namespace Groupware.People;

/// <summary>Asks the mail host of somebody else whether a name and password are right (<c>Directory:Source=Imap</c>).</summary>
public interface IExternalSignIn
{
    /// <summary>Domain of a name without one when no default is set: the host's name.</summary>
    string Domain { get; }

    /// <summary>Tries to sign in there and signs off again.</summary>
    /// <returns>Whether it lets in, or what is wrong with the host.</returns>
    Task<ExternalSignIn> TryAsync(string userName, string password, CancellationToken cancel);
}

/// <summary>What an external mail host said.</summary>
/// <param name="Accepted">It let the name in.</param>
/// <param name="Fault">It could not be asked; then <paramref name="Accepted"/> is false.</param>
public readonly record struct ExternalSignIn(bool Accepted, MailHostFault? Fault);
