using System.Globalization;
using System.Text;
using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage.People;
using Groupware.Testing;
using MailKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Groupware.Integration.Tests.Mail;

/// <summary>A person's mailbox opened as the product does it, and a folder of its own for the test.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly MailboxSessions sessions;
    private readonly Suite suite;
    private readonly string name;

    private Mailbox(Suite suite, string name, MailboxSessions sessions, string folder)
    {
        this.suite = suite;
        this.name = name;
        this.sessions = sessions;
        Folder = folder;
        Session = sessions.For(new SignedInPerson(new PersonId(1), Suite.Address(name), name, "en", "Europe/Paris", false));
    }

    public MailboxSession Session { get; }

    public string Folder { get; }

    /// <summary>Opens the person's mailbox.</summary>
    /// <param name="suite">The running product.</param>
    /// <param name="name">One of its people.</param>
    /// <param name="messages">So many messages "Message 1" … stand in the folder, a minute apart.</param>
    /// <param name="port">Another port than the mail host's own: a proxy in between.</param>
    public static async Task<Mailbox> OpenAsync(Suite suite, string name, int messages = 0, int? port = null)
    {
        var options = new MailOptions { Imap = new MailEndpoint { Host = "127.0.0.1", Port = port ?? suite.Ports.Imap } };
        var opened = new MailboxSessions(Options.Create(options), new Password(Suite.Address(name)), TimeProvider.System, NullLogger<MailboxSessions>.Instance);
        var mailbox = new Mailbox(suite, name, opened, "Test" + Guid.NewGuid().ToString("N")[..8]);
        using var imap = await suite.ImapAsync(name);
        var folder = await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync(mailbox.Folder, isMessageFolder: true);
        var start = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        for (var n = 1; n <= messages; n++) await folder!.AppendAsync(Message(n), MessageFlags.None, start.AddMinutes(n));
        return mailbox;
    }

    /// <summary>Adds a message beside the session.</summary>
    public async Task AppendAsync(MimeMessage message)
    {
        using var imap = await suite.ImapAsync(name);
        await (await imap.GetFolderAsync(Folder)).AppendAsync(message);
    }

    /// <summary>Deletes all messages of the folder beside the session.</summary>
    public async Task EmptyAsync()
    {
        using var imap = await suite.ImapAsync(name);
        var folder = await imap.GetFolderAsync(Folder);
        await folder.OpenAsync(FolderAccess.ReadWrite);
        await folder.AddFlagsAsync(UniqueIdRange.All, MessageFlags.Deleted, silent: true);
        await folder.ExpungeAsync();
    }

    public static MimeMessage Message(int n)
    {
        var message = new MimeMessage { Subject = string.Create(CultureInfo.InvariantCulture, $"Message {n}"), Body = new TextPart("plain") { Text = n % 10 == 0 ? "A quokka sat here." : "Nothing but grass." } };
        message.From.Add(new MailboxAddress(n % 2 == 0 ? "Bob Keller" : "Anna Abel", n % 2 == 0 ? "bob@example.test" : "anna@example.test"));
        message.To.Add(MailboxAddress.Parse("alice@example.test"));
        return message;
    }

    public static async Task<MimeMessage> RawAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        return await MimeMessage.LoadAsync(stream);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        sessions.Dispose();
    }

    /// <summary>Opens with the known password of the suite's people.</summary>
    internal sealed class Password(string user) : IMailCredentials
    {
        public Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel) => Task.FromResult<MailCredential?>(new MailCredential(user, "", Suite.Password));
    }
}
