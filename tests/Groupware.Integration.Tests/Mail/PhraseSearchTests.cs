using System.Globalization;
using Groupware.Mail.Lists;
using Groupware.Testing;
using MailKit;
using MimeKit;
using ImapQuery = MailKit.Search.SearchQuery;

namespace Groupware.Integration.Tests.Mail;

/// <summary>What stands in quotes is found as it stands, also where a full-text index knows words only.</summary>
public sealed class PhraseSearchTests(SharedSuite shared)
{
    [Theory]
    [InlineData("\"deck drawings\"", "subject, plain, wrapped, quoted, html")]
    [InlineData("body:\"deck drawings\"", "plain, wrapped, quoted, html")]
    [InlineData("subject:\"deck drawings\"", "subject")]
    [InlineData("\"drawings deck\"", "turned")]
    [InlineData("\"deck drawing\"", "")]
    [InlineData("\"deck drawings\" body:quay", "quoted")]
    [InlineData("\"deck drawings\" \"tall ship\"", "html")]
    [InlineData("\"plan b\"", "short")]
    [InlineData("\"réunion demain\"", "accents")]
    [InlineData("from:\"Anna Abel\"", "subject")]
    [InlineData("from:\"Abel Anna\"", "")]
    [InlineData("to:\"alice@example.test\" subject:\"deck drawings\"", "subject")]
    [InlineData("deck drawings", "subject, plain, wrapped, quoted, html, apart, turned, longer")]
    public async Task Exact_words_in_their_order_are_found(string typed, string expected)
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "erin");
        foreach (var message in Messages()) await mailbox.AppendAsync(message);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse(typed), CancellationToken.None);

        Assert.False(window.Cut);
        Assert.Equal(expected.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(), (await IdsAsync(suite, mailbox, window)).Order());
    }

    [Fact]
    public async Task The_index_alone_would_find_words_that_stand_apart()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "erin");
        foreach (var message in Messages()) await mailbox.AppendAsync(message);
        using var imap = await suite.ImapAsync("erin");
        var folder = await imap.GetFolderAsync(mailbox.Folder);
        await folder.OpenAsync(FolderAccess.ReadOnly);

        var asked = await folder.SearchAsync(ImapQuery.BodyContains("deck drawings"));
        var ids = await IdsAsync(folder, asked);
        Assert.Contains("apart", ids);
        Assert.Contains("turned", ids);
    }

    [Fact]
    public async Task A_list_of_a_phrase_takes_new_mail_that_has_it_and_no_other()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "erin");
        await mailbox.AppendAsync(Text("one", "deck drawings"));
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse("\"deck drawings\""), CancellationToken.None);
        Assert.Equal(1, window.Total);

        await mailbox.AppendAsync(Text("two", "drawings of a deck"));
        await window.RefreshAsync(CancellationToken.None);
        Assert.Equal(["one"], await IdsAsync(suite, mailbox, window));
        await mailbox.AppendAsync(Text("three", "new deck drawings"));
        Assert.True(await window.RefreshAsync(CancellationToken.None));
        Assert.Equal(["three", "one"], await IdsAsync(suite, mailbox, window));
    }

    [Fact]
    public async Task Too_many_messages_with_the_words_are_looked_at_from_the_newest_and_the_list_says_so()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "erin");
        using (var imap = await suite.ImapAsync("erin"))
        {
            var folder = await imap.GetFolderAsync(mailbox.Folder);
            var many = Enumerable.Range(0, MessageWindow.MaxLooked + 5).Select(n => new AppendRequest(Text(n.ToString(CultureInfo.InvariantCulture), "-", n % 2 == 0 ? "deck drawings" : "drawings deck"))).ToList<IAppendRequest>();
            foreach (var some in many.Chunk(200)) await folder.AppendAsync(some);
        }
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, SearchQuery.Parse("subject:\"deck drawings\""), CancellationToken.None);
        Assert.True(window.Cut);
        Assert.Equal(MessageWindow.MaxLooked / 2, window.Total);
    }

    private static IEnumerable<MimeMessage> Messages()
    {
        var first = Text("subject", "Grass.", "The deck drawings");
        first.From.Clear();
        first.From.Add(new MailboxAddress("Anna Abel", "anna@example.test"));
        yield return first;
        yield return Text("plain", "Here are the Deck Drawings.");
        yield return Text("wrapped", "Somebody sent deck\r\ndrawings today.");
        yield return Text("quoted", "> he sent deck\r\n> drawings to the quay");
        yield return Text("apart", "The deck is done, the drawings are not.");
        yield return Text("turned", "Have the drawings deck ready.");
        yield return Text("longer", "Some deckhand drawingsboard.");
        yield return Text("short", "We take plan B then.");
        yield return Text("shortapart", "A plan of b.");
        yield return Text("accents", "La Réunion, demain matin.");
        var html = Text("html", "");
        html.Body = new TextPart("html") { Text = "<p>Our <b>deck</b> <i>drawings</i></p><p>for a tall&nbsp;ship</p>" };
        yield return html;
    }

    private static MimeMessage Text(string id, string text, string subject = "Hello")
    {
        var message = new MimeMessage { Subject = subject, MessageId = id + "@example.test", Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("Bob Keller", "bob@example.test"));
        message.To.Add(MailboxAddress.Parse("alice@example.test"));
        return message;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(Suite suite, Mailbox mailbox, MessageWindow window)
    {
        using var imap = await suite.ImapAsync("erin");
        var folder = await imap.GetFolderAsync(mailbox.Folder);
        await folder.OpenAsync(FolderAccess.ReadOnly);
        return await IdsAsync(folder, window.Between(0, window.Total - 1).Select(uid => new UniqueId(uid.UidValidity, uid.Uid)));
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(IMailFolder folder, IEnumerable<UniqueId> uids)
    {
        var ids = new List<string>();
        foreach (var uid in uids) ids.Add((await folder.GetMessageAsync(uid)).MessageId!.Split('@')[0]);
        return ids;
    }
}
