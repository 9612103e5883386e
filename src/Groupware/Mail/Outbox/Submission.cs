using System.Net.Sockets;
using Groupware.People;
using Groupware.Storage.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Groupware.Mail.Outbox;

/// <summary>Hands a message to the submission server in the person's name (RFC 6409), and says what came of it.</summary>
internal sealed class Submission(IMailCredentials credentials, IOptions<MailOptions> options)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(5);   // RFC 5321, section 4.5.3.2.6 asks for ten; a person waits

    /// <summary>One try.</summary>
    /// <param name="item">Whose, from whom, to whom.</param>
    /// <param name="message">The message; its Bcc is left out.</param>
    /// <param name="transmitting">Called when the server is ready and before anything of the message is given to it; false gives up.</param>
    public async Task<SubmissionOutcome> SendAsync(OutboxItem item, MimeMessage message, Func<CancellationToken, Task<bool>> transmitting, CancellationToken cancel)
    {
        if (await credentials.ForAsync(item.PersonId, cancel) is not { } credential) return new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Authentication, "");
        var trace = new SubmissionTrace();
        using var client = new SmtpClient(trace) { Timeout = (int)AnswerTimeout.TotalMilliseconds, CheckCertificateRevocation = false };
        try
        {
            await ConnectAsync(client, options.Value.Smtp, credential, cancel);
            if (!await transmitting(cancel)) return new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.None, "");
            trace.Watch();
            // not cancelled any more: stopping here would leave the outcome unknown for no need
            await client.SendAsync(message, new MailboxAddress("", item.Sender), item.Recipients.Split('\n').Select(r => new MailboxAddress("", r)), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause) when (OutcomeOf(cause, trace) is { } outcome)
        {
            return outcome;
        }

        await QuitAsync(client);
        return SubmissionOutcome.Accepted;
    }

    private static async Task ConnectAsync(SmtpClient client, MailEndpoint endpoint, MailCredential credential, CancellationToken cancel)
    {
        if (!endpoint.CheckCertificate)
        {
#pragma warning disable CA5359 // the administrator says so for this host (Mail:Smtp:CheckCertificate)
            client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConnectTimeout);
        var security = endpoint.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await client.ConnectAsync(endpoint.Host, endpoint.Port, security, limit.Token);
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication)) throw new NotSupportedException("The submission server offers no sign-in.");
        // Dovecot's and our own servers know "person*master" at every service; for SMTP it is the form that was proved
        var name = credential.AuthorizationId.Length == 0 ? credential.UserName : $"{credential.AuthorizationId}*{credential.UserName}";
        await client.AuthenticateAsync(name, credential.Secret, limit.Token);
    }

    private static async Task QuitAsync(SmtpClient client)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception cause) when (cause is IOException or SocketException or ProtocolException or OperationCanceledException)
        {
            // the message is accepted: how the connection ends no longer matters
        }
    }

    private static SubmissionOutcome? OutcomeOf(Exception cause, SubmissionTrace trace) => cause switch
    {
        SmtpCommandException command => OutcomeOf(command),
        AuthenticationException refused => new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Authentication, refused.Message),
        SslHandshakeException { ServerCertificate: null } => new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Encryption, ""),
        SslHandshakeException => new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Certificate, ""),
        // without TLS, sign-in or SMTPUTF8 where it is needed; a setting may change
        NotSupportedException missing => new SubmissionOutcome(trace.WasWatching ? SubmissionResult.Refused : SubmissionResult.TryLater, trace.WasWatching ? SubmissionFault.Refused : SubmissionFault.Unreachable, missing.Message),
        SocketException or IOException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException =>
            trace.WholeMessageGiven
                ? new SubmissionOutcome(SubmissionResult.Unclear, SubmissionFault.NoAnswer, "")
                : new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Unreachable, ""),
        _ => null,
    };

    private static SubmissionOutcome OutcomeOf(SmtpCommandException refused)
    {
        var code = (int)refused.StatusCode;
        var detail = $"{code} {refused.Message}".Trim();
        if (code is >= 400 and < 500) return new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.TryLater, detail);
        var fault = refused.ErrorCode switch
        {
            SmtpErrorCode.SenderNotAccepted => SubmissionFault.Sender,
            SmtpErrorCode.RecipientNotAccepted => code == 552 ? SubmissionFault.TooLarge : code == 553 ? SubmissionFault.Sender : SubmissionFault.Recipient,
            _ => code == 552 ? SubmissionFault.TooLarge : SubmissionFault.Refused,
        };
        if (fault == SubmissionFault.Recipient && refused.Mailbox is { } mailbox && !detail.Contains(mailbox.Address, StringComparison.OrdinalIgnoreCase)) detail = $"{mailbox.Address}: {detail}";
        return new SubmissionOutcome(SubmissionResult.Refused, fault, detail);
    }
}
