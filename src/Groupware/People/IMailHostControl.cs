namespace Groupware.People;

/// <summary>What the directory asks of a mail host that caches what it was told; the host of this installation implements it.</summary>
public interface IMailHostControl
{
    /// <summary>Forgets cached answers about these login names (every address of a person).</summary>
    Task FlushAuthAsync(IReadOnlyList<string> loginNames, CancellationToken cancel);

    /// <summary>Ends the running IMAP, submission and ManageSieve sessions of the mailbox with this canonical address.</summary>
    Task KickAsync(string address, CancellationToken cancel);

    /// <summary>A domain came or went: whoever remembers the class of an address must ask again.</summary>
    Task DomainsChangedAsync(CancellationToken cancel);
}
