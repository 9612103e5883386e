using System.Buffers;
using System.Net;
using System.Text;
using Groupware.MailHost.Answers;
using Microsoft.Extensions.Logging;
using SmtpServer;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Groupware.MailHost.Rootless;

/// <summary>
/// Hands an accepted message to Dovecot before answering 250: there is no queue. When some recipients fail and others have it already, the sender
/// is told by a message, because asking for the whole again would deliver twice.
/// </summary>
internal sealed class MailStoreDelivery(MailHostOptions options, IMailDirectory directory, TimeProvider time, ILogger<MailStoreDelivery> log) : IMessageStore
{
    public async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var sender = transaction.From is null ? "" : SmtpPolicy.AddressOf(transaction.From);
        var recipients = new List<string>();
        foreach (var to in transaction.To) recipients.AddRange(await SmtpPolicy.MailboxesAsync(directory, SmtpPolicy.AddressOf(to), cancellationToken));
        recipients = [.. recipients.Distinct(StringComparer.Ordinal)];
        try
        {
            var answers = await LmtpClient.DeliverAsync(options.LmtpPort, sender, recipients, WithTrace(context, buffer), cancellationToken);
            var failed = recipients.Zip(answers).Where(pair => !pair.Second.Accepted).ToList();
            if (failed.Count == 0) return new SmtpResponse(SmtpReplyCode.Ok, "2.0.0 Delivered");
            if (failed.Count == recipients.Count) return new SmtpResponse((SmtpReplyCode)failed[0].Second.Code, failed[0].Second.Text);
            if (sender.Length > 0) await TellSenderAsync(sender, failed, cancellationToken);
            return new SmtpResponse(SmtpReplyCode.Ok, "2.0.0 Delivered in part");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.HandOverFailed(e);
            return new SmtpResponse((SmtpReplyCode)451, "4.3.0 The mail store does not answer, try again later");
        }
    }

    /// <summary>RFC 5321, section 4.4: who took it from whom, and when.</summary>
    private ReadOnlySequence<byte> WithTrace(ISessionContext context, ReadOnlySequence<byte> message)
    {
        var remote = context.Properties.TryGetValue(EndpointListener.RemoteEndPointKey, out var value) && value is IPEndPoint end ? end.Address.ToString() : "unknown";
        var line = $"Received: from [{remote}] by localhost with ESMTP{(context.Authentication?.IsAuthenticated == true ? "A" : "")};\r\n\t{MimeKit.Utils.DateUtils.FormatDate(time.GetUtcNow())}\r\n";
        var whole = new ArrayBufferWriter<byte>((int)message.Length + line.Length);
        whole.Write(Encoding.ASCII.GetBytes(line));
        foreach (var segment in message) whole.Write(segment.Span);
        return new ReadOnlySequence<byte>(whole.WrittenMemory);
    }

    private async Task TellSenderAsync(string sender, IReadOnlyList<(string Recipient, LmtpAnswer Answer)> failed, CancellationToken cancel)
    {
        var text = new StringBuilder("Your message could not be delivered to:\r\n\r\n");
        foreach (var (recipient, answer) in failed) text.Append(recipient).Append("\r\n    ").Append(answer.Text).Append("\r\n");
        text.Append("\r\nThe other recipients have it.\r\n");
        var head = $"From: Mail Delivery System <MAILER-DAEMON@localhost>\r\nTo: <{sender}>\r\nSubject: Undelivered mail\r\nDate: {MimeKit.Utils.DateUtils.FormatDate(time.GetUtcNow())}\r\n"
            + $"Message-ID: <{Guid.NewGuid():N}@localhost>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
        var recipients = await SmtpPolicy.MailboxesAsync(directory, sender, cancel);
        if (recipients.Count > 0) await LmtpClient.DeliverAsync(options.LmtpPort, "", recipients, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(head + text)), cancel);
    }
}
