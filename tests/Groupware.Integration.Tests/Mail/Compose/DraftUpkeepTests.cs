using Groupware.Mail.Composing;
using Groupware.Storage.Mail;
using Groupware.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.Integration.Tests.Mail.Compose;

public sealed class DraftUpkeepTests(SharedSuite shared)
{
    [Fact]
    public async Task A_draft_whose_file_is_lost_keeps_no_other_from_its_copy_and_what_is_discarded_goes()
    {
        var suite = await shared.GetAsync();
        await using var room = await ForwardTests.RoomAsync(suite.Ports.Imap);
        var subject = $"Sound {Guid.NewGuid():N}";
        var broken = await room.ReadyDraftAsync(subject: "Its file is lost");
        using (var content = new MemoryStream([1, 2, 3])) await room.Drafts.AttachAsync(room.Alice, broken.Id, "plan.bin", "application/x-data", content, limit: 1000, CancellationToken.None);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(room.Folder, "attachments"), "*", SearchOption.AllDirectories)) File.Delete(file);
        room.Pass(Duration.FromSeconds(1));
        var sound = await room.ReadyDraftAsync(subject: subject);
        var discarded = await room.ReadyDraftAsync(subject: "Thrown away");
        await room.Drafts.DiscardAsync(room.Alice, discarded.Id, CancellationToken.None);
        room.Pass(Duration.FromDays(2));

        await room.Upkeep.RunAsync(CancellationToken.None);

        Assert.Single(await SendingTests.FindAsync(suite, "alice", "Drafts", subject));
        await using (var db = await room.DatabaseAsync()) Assert.False(await db.Set<Draft>().AnyAsync(d => d.Id == discarded.Id));
        Assert.NotNull(await room.Drafts.FindAsync(room.Alice, broken.Id, CancellationToken.None));   // its text is still there
        await room.Copies.DiscardAsync(room.Alice, sound.Id, CancellationToken.None);
        Assert.Empty(await SendingTests.FindAsync(suite, "alice", "Drafts", subject));
    }
}
