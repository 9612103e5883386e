using System.Security.Cryptography;
using Groupware.Mail;
using Groupware.Mail.Composing;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Storage.Mail;
using Groupware.Testing;
using Groupware.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace Groupware.Integration.Tests.Mail.Compose;

/// <summary>A draft made from a message has all of its files, or there is none.</summary>
public sealed class ForwardTests(SharedSuite shared)
{
    private static readonly QuotationWords Words = new("On {0}, {1} wrote:", "Forwarded", "From", "Date", "Subject", "To", "Cc");

    [Fact]
    public async Task A_forward_of_a_message_that_went_away_makes_no_draft()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "alice");
        await using var room = await RoomAsync(suite.Ports.Imap);
        var uid = await AppendAsync(mailbox, RandomNumberGenerator.GetBytes(1000));
        Assert.NotNull(await MessageReader.ReadAsync(room.Mailbox, mailbox.Folder, uid, CancellationToken.None));   // it is open in the page
        await mailbox.EmptyAsync();

        Assert.Null(await ForwardAsync(room, mailbox.Folder, uid));
        Assert.Null(await room.Answers.ContinueAsync(room.Alice, mailbox.Folder, uid, CancellationToken.None));
        await NoDraftAsync(room);
    }

    [Fact]
    public async Task A_forward_that_breaks_off_in_a_file_says_so_leaves_no_draft_and_works_later()
    {
        var suite = await shared.GetAsync();
        await using var proxy = new FaultProxy(suite.Ports.Imap);
        await using var mailbox = await Mailbox.OpenAsync(suite, "alice");
        await using var room = await RoomAsync(proxy.Port);
        byte[][] files = [RandomNumberGenerator.GetBytes(20_000), RandomNumberGenerator.GetBytes(1_500_000)];
        var uid = await AppendAsync(mailbox, files);
        Assert.NotNull(await MessageReader.ReadAsync(room.Mailbox, mailbox.Folder, uid, CancellationToken.None));

        proxy.Left = 1_000_000;   // the first file and a part of the second
        await Assert.ThrowsAsync<MailStoreUnavailableException>(() => ForwardAsync(room, mailbox.Folder, uid));
        await NoDraftAsync(room);

        proxy.Left = null;
        proxy.Start();
        room.Pass(Duration.FromMinutes(5));
        var draft = await ForwardAsync(room, mailbox.Folder, uid);
        Assert.Equal(draft!.Id, Assert.Single(await room.Drafts.OpenAsync(room.Alice, CancellationToken.None)).Id);
        Assert.Equal(files.Length, draft.Attachments.Count);
        for (var i = 0; i < files.Length; i++)
        {
            var (_, content) = (await room.Drafts.ReadAsync(room.Alice, draft.Attachments[i].Id, CancellationToken.None))!.Value;
            await using (content)
            {
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy);
                Assert.Equal(files[i], copy.ToArray());
            }
        }
    }

    internal static Task<ComposeRoom> RoomAsync(int port) =>
        ComposeRoom.OpenAsync(imap: new MailEndpoint { Host = "127.0.0.1", Port = port }, credentials: new Mailbox.Password(Suite.Address("alice")));

    private static Task<DraftView?> ForwardAsync(ComposeRoom room, string folder, MessageUid uid) => room.Answers.ForwardAsync(room.Alice, folder, uid, "", Words, CancellationToken.None);

    private static async Task NoDraftAsync(ComposeRoom room)
    {
        Assert.Empty(await room.Drafts.OpenAsync(room.Alice, CancellationToken.None));
        await using var db = await room.DatabaseAsync();
        Assert.False(await db.Set<Draft>().AnyAsync(d => d.DiscardedAt == null));
    }

    private static async Task<MessageUid> AppendAsync(Mailbox mailbox, params byte[][] files)
    {
        var body = new BodyBuilder { TextBody = "The plans." };
        for (var i = 0; i < files.Length; i++) body.Attachments.Add($"{i}.bin", files[i], new ContentType("application", "x-data"));
        var message = Mailbox.Message(1);
        message.Body = body.ToMessageBody();
        await mailbox.AppendAsync(message);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
        return window.At(0);
    }
}
