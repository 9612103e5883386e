using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Mail.Lists;
using Groupware.Testing;
using MimeKit;

namespace Groupware.Integration.Tests.Mail;

public sealed class AttachmentDownloadTests(SharedSuite shared)
{
    private const int Size = 24_000_000;   // far more than lies in buffers between the store and a client that does not read

    [Fact]
    public async Task A_download_whose_message_goes_away_fails_in_the_browser_instead_of_ending_short()
    {
        var suite = await shared.GetAsync();
        await using var mailbox = await Mailbox.OpenAsync(suite, "dave");
        var body = new BodyBuilder { TextBody = "plain" };
        body.Attachments.Add("long.bin", new byte[Size], new ContentType("application", "x-data"));
        var message = Mailbox.Message(1);
        message.Body = body.ToMessageBody();
        await mailbox.AppendAsync(message);
        var window = await MessageWindow.OpenAsync(mailbox.Session, mailbox.Folder, MessageSort.Newest, null, CancellationToken.None);
        using var dave = await DraftClient.SignInAsync(suite, "dave");
        using var answer = await dave.OpenAsync($"/mail/~file/{mailbox.Folder}/{window.At(0)}/0/long.bin");
        Assert.True(answer.IsSuccessStatusCode);
        await using var content = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        var read = await content.ReadAsync(buffer);

        await mailbox.EmptyAsync();

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await content.ReadAsync(buffer) is > 0 and var count) read += count;
        });
        Assert.InRange(read, 1, Size - 1);
    }
}
