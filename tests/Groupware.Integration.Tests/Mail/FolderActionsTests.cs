using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage.People;
using Groupware.Testing;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Groupware.Integration.Tests.Mail;

/// <summary>Folders are made, renamed and thrown away, with separator "/" and with everything below "INBOX." alike.</summary>
public sealed class FolderActionsTests(SharedSuite shared)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task On_the_own_mail_host()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 3);
        using var other = await suite.ImapAsync("dave");
        await AllAsync(mailbox.Session, mailbox.Folder, other);
    }

    [Fact]
    public async Task On_a_host_that_keeps_all_below_the_inbox()
    {
        await using var foreign = await ForeignMailHost.StartAsync();
        var options = new MailOptions { Imap = new MailEndpoint { Host = "127.0.0.1", Port = foreign.ImapPort } };
        using var sessions = new MailboxSessions(Options.Create(options), new ForeignPassword(), TimeProvider.System, NullLogger<MailboxSessions>.Instance);
        var person = new SignedInPerson(new PersonId(1), ForeignPassword.User, "Fiona", "en", "Europe/Paris", false);
        using var other = new ImapClient();
        await other.ConnectAsync("127.0.0.1", foreign.ImapPort, SecureSocketOptions.None);
        await other.AuthenticateAsync(ForeignPassword.User, ForeignMailHost.Password);
        var top = other.GetFolder(other.PersonalNamespaces[0]);
        var start = (await top.CreateAsync("Start", isMessageFolder: true))!;
        for (var n = 1; n <= 3; n++) await start.AppendAsync(new MailKit.AppendRequest(Mailbox.Message(n)), Cancel);
        await AllAsync(sessions.For(person), start.FullName, other);
        await sessions.For(person).DisposeAsync();
    }

    [Fact]
    public async Task All_is_marked_as_read_and_a_folder_is_emptied()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 4);
        await mailbox.Session.FoldersAsync(Cancel);
        Assert.Equal(4, mailbox.Session.Find(mailbox.Folder)!.Unread);

        await FolderActions.MarkAllReadAsync(mailbox.Session, mailbox.Folder, Cancel);
        await Until.TrueAsync(() => mailbox.Session.Find(mailbox.Folder)!.Unread == 0, TimeSpan.FromSeconds(10), "nothing is unread");
        await FolderActions.EmptyAsync(mailbox.Session, mailbox.Folder, Cancel);
        await Until.TrueAsync(() => mailbox.Session.Find(mailbox.Folder)!.Count == 0, TimeSpan.FromSeconds(10), "nothing is left");
    }

    private static async Task AllAsync(MailboxSession session, string start, ImapClient other)
    {
        await session.FoldersAsync(Cancel);
        var told = 0;
        using var tab = session.Subscribe(change => told += change.Kind == MailboxChangeKind.Folders ? 1 : 0);

        // made below another one, with an umlaut and a space; other clients see it
        var made = await FolderActions.CreateAsync(session, start, "Été à Lyon", Cancel);
        Assert.Equal(FolderStatus.Done, made.Status);
        Assert.Equal("Été à Lyon", session.Find(made.Path)!.Name);
        Assert.True((await other.GetFolderAsync(made.Path)).Exists);
        Assert.Contains(await SubscribedAsync(other), path => path == made.Path);
        Assert.True(told > 0);

        // what a name cannot be
        Assert.Equal(FolderStatus.Taken, (await FolderActions.CreateAsync(session, start, "Été à Lyon", Cancel)).Status);
        var separator = (await other.GetFolderAsync(made.Path)).DirectorySeparator;
        Assert.Equal(new FolderOutcome(FolderStatus.WrongName, separator.ToString()), await FolderActions.CreateAsync(session, "", $"a{separator}b", Cancel));
        Assert.Equal(FolderStatus.WrongName, (await FolderActions.CreateAsync(session, "", "", Cancel)).Status);
        Assert.Equal(FolderStatus.WrongName, (await FolderActions.CreateAsync(session, "", "a\nb", Cancel)).Status);

        // renamed: the folder below and the messages go along, the subscription follows
        var renamed = await FolderActions.RenameAsync(session, start, "Begin " + Guid.NewGuid().ToString("N")[..6], Cancel);
        Assert.Equal(FolderStatus.Done, renamed.Status);
        var child = renamed.Path + separator + "Été à Lyon";
        Assert.Null(session.Find(start));
        Assert.Equal(3, session.Find(renamed.Path)!.Count);
        Assert.NotNull(session.Find(child));
        var subscribed = await SubscribedAsync(other);
        Assert.Contains(child, subscribed);
        Assert.DoesNotContain(made.Path, subscribed);

        // thrown away and brought back, messages and all
        var trash = session.Special(SpecialUse.Trash) ?? session.Find((await FolderActions.CreateAsync(session, "", "Trash", Cancel)).Path)!;
        var thrown = await FolderActions.TrashAsync(session, renamed.Path, trash.Path, Cancel);
        Assert.StartsWith(trash.Path, thrown.Path, StringComparison.Ordinal);
        Assert.Equal(3, session.Find(thrown.Path)!.Count);
        Assert.Equal(renamed.Path, (await FolderActions.MoveBackAsync(session, thrown.Path, renamed.Path, Cancel)).Path);
        Assert.Equal(3, session.Find(renamed.Path)!.Count);

        // what stands below another folder goes back below it
        var deep = await FolderActions.TrashAsync(session, child, trash.Path, Cancel);
        Assert.Equal(child, (await FolderActions.MoveBackAsync(session, deep.Path, child, Cancel)).Path);

        // gone for good, with what stands below
        Assert.Equal(FolderStatus.Done, (await FolderActions.DeleteForeverAsync(session, renamed.Path, Cancel)).Status);
        Assert.Null(session.Find(renamed.Path));
        Assert.Null(session.Find(child));
        Assert.DoesNotContain(child, await SubscribedAsync(other));
    }

    private static async Task<List<string>> SubscribedAsync(ImapClient client) =>
        [.. (await client.GetFoldersAsync(client.PersonalNamespaces[0], MailKit.StatusItems.None, subscribedOnly: true, Cancel)).Select(f => f.FullName)];

    private sealed class ForeignPassword : IMailCredentials
    {
        public const string User = "fiona@elsewhere.test";

        public Task<MailCredential?> ForAsync(PersonId person, CancellationToken cancel) => Task.FromResult<MailCredential?>(new MailCredential(User, "", ForeignMailHost.Password));
    }
}
