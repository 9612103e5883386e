using System.Diagnostics;
using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Mail;

public sealed class MailboxSessionTests(SharedSuite shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_tree_comes_with_what_its_folders_are_for()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 2);

        var folders = await mailbox.Session.FoldersAsync(CancellationToken.None);

        Assert.Equal(
            [SpecialUse.Inbox, SpecialUse.Drafts, SpecialUse.Sent, SpecialUse.Archive, SpecialUse.Junk, SpecialUse.Trash],
            folders.Where(f => f.Use != SpecialUse.None).Select(f => f.Use));
        var own = Assert.Single(folders, f => f.Path == mailbox.Folder);
        Assert.Equal((2, 2, 0, SpecialUse.None, true), (own.Count, own.Unread, own.Depth, own.Use, own.CanHoldMessages));
    }

    [Fact]
    public async Task A_message_that_comes_in_is_told_to_every_tab()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave");
        await mailbox.Session.FoldersAsync(CancellationToken.None);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var one = mailbox.Session.Subscribe(c => Hear(c, first));
        using var two = mailbox.Session.Subscribe(c => Hear(c, second));

        // IDLE is on its way in the background: deliver until it is heard
        var sent = 0;
        await Until.TrueAsync(async () =>
        {
            await suite.DeliverAsync("bob", "dave", $"Told {++sent}");
            await Task.WhenAny(Task.WhenAll(first.Task, second.Task), Task.Delay(2_000));
            return first.Task.IsCompleted && second.Task.IsCompleted;
        }, Soon, "both tabs are told of a delivery");

        static void Hear(MailboxChange change, TaskCompletionSource heard)
        {
            if (change is { Kind: MailboxChangeKind.Messages, Folder: "INBOX" }) heard.TrySetResult();
        }
    }

    [Fact]
    public async Task A_connection_that_died_is_replaced_without_a_word()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain: false);
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 3, port: proxy.Port);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);

        proxy.Cut();
        await window.ReadAsync(0, 3, CancellationToken.None);

        Assert.Equal(["Message 3", "Message 2", "Message 1"], Enumerable.Range(0, 3).Select(n => window.Known(n)!.Subject));
        Assert.True(mailbox.Session.Connection.Online);
    }

    [Fact]
    public async Task While_the_store_is_away_every_call_fails_at_once_and_it_comes_back_by_itself()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain: false);
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 1, port: proxy.Port);
        await mailbox.Session.FoldersAsync(CancellationToken.None);
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var tab = mailbox.Session.Subscribe(c =>
        {
            if (c.Kind == MailboxChangeKind.Connection && mailbox.Session.Connection.Online) back.TrySetResult();
        });

        await proxy.GoAwayAsync();
        await Assert.ThrowsAsync<MailStoreUnavailableException>(() => MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None));
        var watch = Stopwatch.StartNew();
        var refused = await Assert.ThrowsAsync<MailStoreUnavailableException>(() => mailbox.Session.ReloadFoldersAsync(CancellationToken.None));
        Assert.Equal(MailStoreFault.Unreachable, refused.Fault);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"it waited {watch.Elapsed}");
        Assert.False(mailbox.Session.Connection.Online);
        Assert.NotNull(mailbox.Session.Connection.NextTry);

        proxy.ComeBack();
        await back.Task.WaitAsync(Soon);
        Assert.Single(await mailbox.Session.ReloadFoldersAsync(CancellationToken.None), f => f.Path == mailbox.Folder);
    }

    [Fact]
    public async Task A_mark_that_was_not_stored_does_not_stay_on_the_row()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain: false);
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 1, port: proxy.Port);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
        await window.ReadAsync(0, 1, CancellationToken.None);

        await proxy.GoAwayAsync();
        await Assert.ThrowsAsync<MailStoreUnavailableException>(() => MessageActions.SetFlaggedAsync(mailbox.Session, mailbox.Folder, [window.At(0)], flagged: true, CancellationToken.None));
        proxy.ComeBack();
        await Until.TrueAsync(() => mailbox.Session.Connection.Online, Soon, "the store is back");

        Assert.True(await window.RefreshAsync(CancellationToken.None));
        await window.ReadAsync(0, 1, CancellationToken.None);
        Assert.False(window.Known(0)!.Marks.HasFlag(MessageMarks.Flagged));
    }

    [Fact]
    public async Task A_tab_sees_a_change_of_marks_though_another_tab_has_compared_first()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 1);
        var (mine, other) = (await OpenAsync(), await OpenAsync());
        using (var phone = await suite.ImapAsync("dave"))
        {
            var folder = await phone.GetFolderAsync(mailbox.Folder);
            await folder.OpenAsync(MailKit.FolderAccess.ReadWrite);
            await folder.StoreAsync(await folder.SearchAsync(MailKit.Search.SearchQuery.All), new MailKit.StoreFlagsRequest(MailKit.StoreAction.Add, MailKit.MessageFlags.Flagged));
        }

        Assert.True(await other.RefreshAsync(CancellationToken.None));
        Assert.True(await mine.RefreshAsync(CancellationToken.None));
        await mine.ReadAsync(0, 1, CancellationToken.None);
        Assert.True(mine.Known(0)!.Marks.HasFlag(MessageMarks.Flagged));
        Assert.False(await mine.RefreshAsync(CancellationToken.None));

        async Task<MessageWindow> OpenAsync()
        {
            var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
            await window.ReadAsync(0, 1, CancellationToken.None);
            return window;
        }
    }

    [Fact]
    public async Task Twenty_readers_at_once_share_three_connections()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain: false);
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave", messages: 3, port: proxy.Port);

        var windows = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None)));

        Assert.All(windows, w => Assert.Equal(3, w.Total));
        Assert.InRange(proxy.Connections, 1, 3);
    }
}
