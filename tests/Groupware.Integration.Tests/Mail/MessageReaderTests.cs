using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Testing;
using MimeKit;

namespace Groupware.Integration.Tests.Mail;

public sealed class MessageReaderTests(SharedSuite shared)
{
    [Fact]
    public async Task Html_is_preferred_its_pictures_are_known_and_files_stand_apart()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol");
        var body = new BodyBuilder { TextBody = "plain", HtmlBody = "<p>rich <img src=\"cid:p1@x\"></p>" };
        body.LinkedResources.Add("p.png", new byte[] { 1, 2, 3 }, new ContentType("image", "png")).ContentId = "p1@x";
        var bytes = Enumerable.Range(0, 1_200_000).Select(n => (byte)(n * 7)).ToArray();
        body.Attachments.Add("../Bericht März.bin", bytes, new ContentType("application", "x-data"));
        var message = Mailbox.Message(1);
        message.Body = body.ToMessageBody();
        await mailbox.AppendAsync(message);

        var read = await ReadFirstAsync(mailbox);

        Assert.Equal("<p>rich <img src=\"cid:p1@x\"></p>", read.UntrustedHtml!.Trim());
        Assert.Null(read.Text);
        Assert.Equal("image/png", read.Pictures["p1@x"].MediaType);
        var file = Assert.Single(read.Attachments);
        Assert.Equal("Bericht März.bin", file.Name);
        using var copy = new MemoryStream();
        Assert.True(await PartDownload.CopyToAsync(mailbox.Session, mailbox.Folder, read.Uid, file, copy, CancellationToken.None));
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task Flowed_text_is_put_together_and_charsets_are_understood()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol");
        await mailbox.AppendAsync(await Mailbox.RawAsync("""
            From: Bob <bob@example.test>
            Subject: =?iso-8859-1?Q?R=E9union?=
            Message-ID: <a@b>
            References: <x@y> <z@y>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=iso-8859-1; format=flowed
            Content-Transfer-Encoding: quoted-printable

            La r=E9union de=20
            demain.
            """));

        var read = await ReadFirstAsync(mailbox);

        Assert.Equal("Réunion", read.Subject);
        Assert.Equal("La réunion de demain.", read.Text!.Trim());
        Assert.Equal("a@b", read.MessageId);
        Assert.Equal(["x@y", "z@y"], read.References);
        Assert.Equal(new MailPerson("Bob", "bob@example.test"), Assert.Single(read.From));
    }

    [Fact]
    public async Task A_message_that_went_away_is_none()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol", messages: 1);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
        Assert.Null(await MessageReader.ReadAsync(mailbox.Session, mailbox.Folder, new MessageUid(window.UidValidity, 77), CancellationToken.None));
        Assert.Null(await MessageReader.ReadAsync(mailbox.Session, mailbox.Folder, new MessageUid(window.UidValidity + 1, 1), CancellationToken.None));
    }

    [Fact]
    public async Task A_file_whose_message_goes_away_meanwhile_does_not_end_as_if_it_were_all()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "carol");
        var body = new BodyBuilder { TextBody = "plain" };
        body.Attachments.Add("long.bin", new byte[1_200_000], new ContentType("application", "x-data"));
        var message = Mailbox.Message(1);
        message.Body = body.ToMessageBody();
        await mailbox.AppendAsync(message);
        var read = await ReadFirstAsync(mailbox);
        await using var output = new FirstWriteStream(mailbox.EmptyAsync);

        await Assert.ThrowsAsync<MessageGoneException>(() => PartDownload.CopyToAsync(mailbox.Session, mailbox.Folder, read.Uid, read.Attachments[0], output, CancellationToken.None));
        Assert.InRange(output.Length, 1, 1_199_999);
        // and of one that is gone already nothing is written
        using var nothing = new MemoryStream();
        Assert.False(await PartDownload.CopyToAsync(mailbox.Session, mailbox.Folder, read.Uid, read.Attachments[0], nothing, CancellationToken.None));
        Assert.Equal(0, nothing.Length);
    }

    private static async Task<ReadMessage> ReadFirstAsync(Mailbox mailbox)
    {
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
        return await MessageReader.ReadAsync(mailbox.Session, mailbox.Folder, window.At(0), CancellationToken.None) ?? throw new InvalidOperationException("not there");
    }

    /// <summary>Does something when the first octets have come.</summary>
    private sealed class FirstWriteStream(Func<Task> act) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var first = Length == 0;
            Write(buffer.Span);
            if (first) await act();
        }
    }
}
