using System.Net;
using System.Security.Cryptography;
using System.Text;
using Groupware.MailHost.Answers;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Groupware.MailHost.Rootless;

/// <summary>Who may send as whom to whom, where no Postfix runs: the same rules, asked of the same directory.</summary>
internal sealed class SmtpPolicy(MailHostOptions options, MailHostSecrets secrets, IMailDirectory directory) : IUserAuthenticator, IMailboxFilter
{
    private const string AccountKey = "Groupware:Account";

    /// <summary>The suite itself, by master user: may send for everybody.</summary>
    private const string Everybody = "*";

    public async Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        if (await AccountAsync(context, user, password, cancellationToken) is not { } account) return false;
        context.Properties[AccountKey] = account;
        return true;
    }

    public async Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken)
    {
        if (size > options.MessageSizeLimit) throw Refuse(552, "5.3.4 Message size exceeds fixed limit");
        if (!IsSubmission(context)) return true;
        if (context.Properties.TryGetValue(AccountKey, out var value) && value is string account)
        {
            var address = AddressOf(from);
            if (account == Everybody || address.Length == 0) return true;
            if ((await directory.SendersAsync(address, cancellationToken)).Contains(account, StringComparer.Ordinal)) return true;
            throw Refuse(553, $"5.7.1 <{address}>: Sender address rejected: not owned by user {account}");
        }

        throw Refuse(530, "5.7.0 Authentication required");
    }

    public async Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        var address = AddressOf(to);
        if (!await directory.IsOwnDomainAsync(to.Host.ToLowerInvariant(), cancellationToken))
        {
            throw IsSubmission(context)
                ? Refuse(550, $"5.1.2 <{address}>: Recipient address rejected: this host delivers only to its own domains")
                : Refuse(554, $"5.7.1 <{address}>: Relay access denied");
        }

        if ((await MailboxesAsync(directory, address, cancellationToken)).Count == 0)
            throw Refuse(550, $"5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table");
        return true;
    }

    /// <summary>Canonical addresses that get a message for the address; empty when nobody does.</summary>
    public static async Task<IReadOnlyList<string>> MailboxesAsync(IMailDirectory directory, string address, CancellationToken cancel)
    {
        var expanded = await directory.ExpandAsync(address, cancel);
        if (expanded.Count > 0) return expanded;
        return await directory.FindAccountAsync(address, cancel) is null ? [] : [address];
    }

    public static string AddressOf(IMailbox mailbox) => mailbox.Host.Length == 0 ? mailbox.User : (mailbox.User + "@" + mailbox.Host).ToLowerInvariant();

    public static SmtpResponseException Refuse(int code, string text) => new(new SmtpResponse((SmtpReplyCode)code, text));

    private bool IsMaster(string password) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(secrets.Master));

    private bool IsSubmission(ISessionContext context) => context.EndpointDefinition.Endpoint.Port is var port && (port == options.SubmissionPort || (options.Tls && port == options.SubmissionsPort));

    private async Task<string?> AccountAsync(ISessionContext context, string user, string password, CancellationToken cancel)
    {
        var star = user.LastIndexOf('*');
        if (user[(star + 1)..] == MailHostSecrets.MasterUser && IsMaster(password))
            return star < 0 ? Everybody : (await directory.FindAccountAsync(user[..star], cancel))?.Address;
        var remote = context.Properties.TryGetValue(EndpointListener.RemoteEndPointKey, out var value) && value is IPEndPoint end ? end.Address.ToString() : "";
        var answer = await directory.AuthenticateAsync(new SignInQuestion(user, password, "submission", remote), cancel);
        if (answer.Verdict == SignInVerdict.Unavailable) throw Refuse(454, "4.7.0 Temporary authentication failure");
        return answer.Account?.Address;
    }
}
