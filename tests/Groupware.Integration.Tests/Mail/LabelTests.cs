using Groupware.Mail.Labels;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Testing;
using MailKit;

namespace Groupware.Integration.Tests.Mail;

/// <summary>Labels are keywords of the store: ours are other programs' and theirs are ours.</summary>
public sealed class LabelTests(SharedSuite shared)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_label_is_put_on_several_messages_and_taken_off_with_and_without_extensions(bool plain)
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain);
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 4, port: proxy.Port);
        var window = await OpenAsync(mailbox);
        var keyword = LabelKeyword.Of("Été à Lyon");
        MessageUid[] three = [window.At(0), window.At(1), window.At(2)];

        var first = await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, [three[0]], keyword, on: true, Cancel);
        Assert.True(first.Kept);
        Assert.Equal([three[0]], first.Changed);

        // what had it already is not changed, so an undo leaves it alone
        var others = await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, three, keyword, on: true, Cancel);
        Assert.Equal(three[1..].OrderBy(static uid => uid.Uid), others.Changed.OrderBy(static uid => uid.Uid));
        Assert.Equal([keyword, keyword, keyword, ""], Shown(window));
        Assert.Equal([("Message 2", keyword), ("Message 3", keyword), ("Message 4", keyword)], await StoredAsync(suite, mailbox));
        Assert.Equal(3, (await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse("label:\"Été à Lyon\""), Cancel)).Total);

        await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, others.Changed, keyword, on: false, Cancel);
        Assert.Equal([keyword, "", "", ""], Shown(window));
        Assert.Equal([("Message 4", keyword)], await StoredAsync(suite, mailbox));
        Assert.Equal(!plain, mailbox.Session.Capabilities!.CondStore);
    }

    [Fact]
    public async Task What_another_program_puts_on_is_shown_and_a_search_by_label_has_another_answer()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 2);
        var window = await OpenAsync(mailbox);
        var found = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse("label:x", static _ => "$label1"), Cancel);
        Assert.Equal(0, found.Total);
        using var other = await suite.ImapAsync("carol");
        var folder = await other.GetFolderAsync(mailbox.Folder);
        await folder.OpenAsync(FolderAccess.ReadWrite);
        await folder.StoreAsync(0, new StoreFlagsRequest(StoreAction.Add, ["$label1", "todo", "NonJunk"]) { Silent = true });
        Assert.True(await window.RefreshAsync(Cancel));
        await window.ReadAsync(0, 2, Cancel);
        Assert.Equal(["", "$label1 todo"], Shown(window));
        await found.RefreshAsync(Cancel);
        Assert.Equal([window.At(1)], found.Between(0, 1));
        Assert.Equal("$label1 todo", (await Groupware.Mail.Reading.MessageReader.ReadAsync(mailbox.Session, mailbox.Folder, window.At(1), Cancel))!.Keywords);
    }

    [Fact]
    public async Task A_store_that_takes_no_new_keyword_is_not_pretended_to()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new PlainImapProxy(suite.Ports.Imap, plain: false) { FixedKeywords = true };
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 2, port: proxy.Port);
        using (var other = await suite.ImapAsync("carol"))
        {
            var folder = await other.GetFolderAsync(mailbox.Folder);
            await folder.OpenAsync(FolderAccess.ReadWrite);
            await folder.StoreAsync(0, new StoreFlagsRequest(StoreAction.Add, ["known"]) { Silent = true });
        }

        var window = await OpenAsync(mailbox);
        var refused = await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, [window.At(0), window.At(1)], "unheard", on: true, Cancel);
        Assert.False(refused.Kept);
        Assert.Empty(refused.Changed);
        Assert.Equal(["", "known"], Shown(window));
        Assert.Equal([("Message 1", "known")], await StoredAsync(suite, mailbox));

        // what the folder has already can be put on, and everything can be taken off
        Assert.Equal([window.At(0)], (await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, [window.At(0), window.At(1)], "known", on: true, Cancel)).Changed);
        Assert.Equal(2, (await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, [window.At(0), window.At(1)], "known", on: false, Cancel)).Changed.Count);
        Assert.Empty(await StoredAsync(suite, mailbox));
    }

    [Fact]
    public async Task A_label_is_counted_and_taken_off_in_all_folders_and_comes_back_where_it_was()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 3);
        var keyword = LabelKeyword.Of("Everywhere " + mailbox.Folder);
        var below = await FolderActions.CreateAsync(mailbox.Session, mailbox.Folder, "Below", Cancel);
        var window = await OpenAsync(mailbox);
        await MessageLabels.SetAsync(mailbox.Session, mailbox.Folder, [window.At(0), window.At(1)], keyword, on: true, Cancel);
        await MessageActions.MoveAsync(mailbox.Session, mailbox.Folder, [window.At(0)], below.Path, Cancel);

        var found = await MessageLabels.FindAsync(mailbox.Session, keyword, Cancel);
        Assert.Equal([(mailbox.Folder, 1), (below.Path, 1)], found.Select(static one => (one.Key, one.Value.Count)));
        var off = await MessageLabels.SetAllAsync(mailbox.Session, found, keyword, on: false, Cancel);
        Assert.Equal(2, off.Values.Sum(static uids => uids.Count));
        Assert.Empty(await MessageLabels.FindAsync(mailbox.Session, keyword, Cancel));
        await MessageLabels.SetAllAsync(mailbox.Session, off, keyword, on: true, Cancel);
        Assert.Equal(2, (await MessageLabels.FindAsync(mailbox.Session, keyword, Cancel)).Count);
    }

    private static async Task<MessageWindow> OpenAsync(Mailbox mailbox)
    {
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, Cancel);
        await window.ReadAsync(0, window.Total, Cancel);
        return window;
    }

    private static IEnumerable<string> Shown(MessageWindow window) => Enumerable.Range(0, window.Total).Select(place => window.Known(place)!.Keywords);

    /// <summary>Which messages have which labels, as another program sees it.</summary>
    private static async Task<List<(string Subject, string Keywords)>> StoredAsync(Suite suite, Mailbox mailbox)
    {
        using var other = await suite.ImapAsync("carol");
        var folder = await other.GetFolderAsync(mailbox.Folder);
        await folder.OpenAsync(FolderAccess.ReadOnly);
        var all = await folder.FetchAsync(0, -1, MessageSummaryItems.Envelope | MessageSummaryItems.Flags);
        return [.. all.Select(one => (one.Envelope!.Subject!, Keywords.Join(one.Keywords))).Where(static one => one.Item2.Length > 0)];
    }
}
