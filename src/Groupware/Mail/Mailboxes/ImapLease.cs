using MailKit;
using MailKit.Net.Imap;
using NodaTime;

namespace Groupware.Mail.Mailboxes;

/// <summary>A connection lent to one piece of work.</summary>
internal sealed class ImapLease(ImapClient client)
{
    public ImapClient Client { get; } = client;

    /// <summary>Path of the folder it has selected; null when none.</summary>
    public string? OpenFolder { get; private set; }

    /// <summary>It lay idle before, so it may have died meanwhile.</summary>
    public bool Used { get; set; }

    public Instant LastUsed { get; set; }

    /// <summary>The folder, selected and up to date: SELECT, or NOOP when it is selected already.</summary>
    public Task<IMailFolder> OpenAsync(string path, CancellationToken cancel) => OpenAsync(path, look: true, cancel);

    /// <summary>The folder, selected; for a message that is known to be there it need not be up to date.</summary>
    public async Task<IMailFolder> OpenAsync(string path, bool look, CancellationToken cancel)
    {
        var folder = await Client.GetFolderAsync(path, cancel);
        if (folder.IsOpen)
        {
            if (look) await Client.NoOpAsync(cancel);
        }
        else
        {
            OpenFolder = null;
            await folder.OpenAsync(FolderAccess.ReadWrite, cancel);
            OpenFolder = path;
        }
        return folder;
    }
}
