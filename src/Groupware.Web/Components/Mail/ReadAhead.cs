using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Web.Components.Mail.Parts;

namespace Groupware.Web.Components.Mail;

/// <summary>
/// Reads and cleans the message that is likely to be opened next (below the open one, or under the pointer), so that it only has to be
/// drawn. Nothing is marked as read and nothing outside is fetched by it.
/// </summary>
public sealed class ReadAhead(CleanedBodies bodies)
{
    // what is larger is worth reading only for somebody who wants it
    private const uint MaxOctets = 300_000;

    private int running;

    /// <summary>One at a time: a hurried pointer asks for more than anybody reads.</summary>
    public async Task ReadAsync(MailboxSession session, string folder, MessageListItem row, CancellationToken cancel)
    {
        if (row.Size > MaxOctets || Interlocked.Exchange(ref running, 1) == 1) return;
        try
        {
            if (await MessageReader.ReadAsync(session, folder, row.Uid, cancel) is { UntrustedHtml: not null } message) bodies.Of(session, message, pictures: false);
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException or OperationCanceledException)
        {
            // whoever opens it is told
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }
}
