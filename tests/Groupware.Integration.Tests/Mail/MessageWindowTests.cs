using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Testing;
using MailKit;

namespace Groupware.Integration.Tests.Mail;

public sealed class MessageWindowTests(SharedSuite shared)
{
    [Fact]
    public async Task Only_rows_that_are_looked_at_are_read()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 120);
        var window = await OpenAsync(mailbox);

        Assert.Equal(120, window.Total);
        Assert.Null(window.Known(60));
        await window.ReadAsync(60, 10, CancellationToken.None);
        Assert.Equal("Message 60", window.Known(60)!.Subject);
        Assert.Equal("Message 51", window.Known(69)!.Subject);
        Assert.Null(window.Known(0));
        Assert.Null(window.Known(70));

        Assert.True(await window.ReadPreviewsAsync(60, 10, CancellationToken.None));
        Assert.Equal("A quokka sat here.", window.Known(60)!.Preview);
        Assert.False(await window.ReadPreviewsAsync(60, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_is_ordered_by_what_was_asked_with_and_without_sort(bool plain)
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain);
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 4, port: proxy.Port);

        Assert.Equal(["Message 4", "Message 3", "Message 2", "Message 1"], await SubjectsAsync(mailbox, MessageSort.Newest));
        Assert.Equal(["Message 1", "Message 3", "Message 2", "Message 4"], await SubjectsAsync(mailbox, MessageSort.Usual(MessageSortField.Sender)));
        Assert.Equal(["Message 1", "Message 2", "Message 3", "Message 4"], await SubjectsAsync(mailbox, MessageSort.Usual(MessageSortField.Subject)));
        Assert.Equal(!plain, mailbox.Session.Capabilities!.Sort);
    }

    [Theory]
    [InlineData("subject:\"message 17\"", 1)]
    [InlineData("body:quokka", 2)]
    [InlineData("from:anna", 10)]
    [InlineData("quokka", 2)]
    [InlineData("from:anna body:quokka", 0)]
    [InlineData("is:unread from:bob", 10)]
    [InlineData("is:flagged", 0)]
    public async Task A_search_finds_in_the_open_folder(string typed, int found)
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 20);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse(typed), CancellationToken.None);
        Assert.Equal(found, window.Total);
    }

    [Fact]
    public async Task A_new_message_comes_to_the_top_and_flags_are_read_again()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 3);
        var window = await OpenAsync(mailbox);
        await window.ReadAsync(0, 3, CancellationToken.None);
        Assert.False(await window.RefreshAsync(CancellationToken.None));

        await mailbox.AppendAsync(Mailbox.Message(9));
        Assert.True(await window.RefreshAsync(CancellationToken.None));
        await window.ReadAsync(0, 4, CancellationToken.None);
        Assert.Equal("Message 9", window.Known(0)!.Subject);

        using var other = await suite.ImapAsync("carol");
        var folder = await other.GetFolderAsync(mailbox.Folder);
        await folder.OpenAsync(FolderAccess.ReadWrite);
        await folder.AddFlagsAsync(0, MessageFlags.Seen | MessageFlags.Flagged, silent: true);
        Assert.True(await window.RefreshAsync(CancellationToken.None));
        await window.ReadAsync(0, 4, CancellationToken.None);
        Assert.Equal((false, true), (window.Known(3)!.Unread, window.Known(3)!.Flagged));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_move_is_undone_and_the_message_stands_in_its_old_place(bool plain)
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain);
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 3, port: proxy.Port);
        await mailbox.Session.FoldersAsync(CancellationToken.None);
        var window = await OpenAsync(mailbox);
        var middle = window.At(1);

        var moved = await MessageActions.MoveAsync(mailbox.Session, mailbox.Folder, [middle], "Archive", CancellationToken.None);
        await window.RefreshAsync(CancellationToken.None);
        Assert.Equal(2, window.Total);
        Assert.Single(moved.Messages);

        await MessageActions.MoveBackAsync(mailbox.Session, moved, CancellationToken.None);
        await window.RefreshAsync(CancellationToken.None);
        await window.ReadAsync(0, 3, CancellationToken.None);
        string[] expected = plain ? ["Message 2", "Message 3", "Message 1"] : ["Message 3", "Message 2", "Message 1"];
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(n => window.Known(n)!.Subject));
    }

    [Fact]
    public async Task What_is_deleted_for_good_is_gone()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 3);
        var window = await OpenAsync(mailbox);
        await MessageActions.DeleteForeverAsync(mailbox.Session, mailbox.Folder, [window.At(0), window.At(2)], CancellationToken.None);
        await window.RefreshAsync(CancellationToken.None);
        await window.ReadAsync(0, 1, CancellationToken.None);
        Assert.Equal("Message 2", window.Known(0)!.Subject);
        Assert.Equal(1, window.Total);
    }

    private static Task<MessageWindow> OpenAsync(Mailbox mailbox) => MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);

    private static async Task<IEnumerable<string>> SubjectsAsync(Mailbox mailbox, MessageSort sort)
    {
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, sort, null, CancellationToken.None);
        await window.ReadAsync(0, window.Total, CancellationToken.None);
        return Enumerable.Range(0, window.Total).Select(n => window.Known(n)!.Subject);
    }
}
