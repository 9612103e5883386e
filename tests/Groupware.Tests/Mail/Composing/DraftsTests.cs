using System.Text;
using Groupware.Mail.Composing;
using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Tests.Mail.Composing;

public sealed class DraftsTests
{
    [Fact]
    public async Task A_draft_saved_in_two_tabs_keeps_both()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        var first = draft.Content with { Body = "<div>first tab</div>" };
        var second = draft.Content with { Body = "<div>second tab</div>" };

        var won = await room.Drafts.SaveAsync(room.Alice, draft.Id, first, draft.Version, CancellationToken.None);
        var lost = await room.Drafts.SaveAsync(room.Alice, draft.Id, second, draft.Version, CancellationToken.None);

        Assert.Equal(SaveStatus.Saved, won.Status);
        Assert.Equal(new SaveOutcome(SaveStatus.Conflict, won.Version, won.SavedAt), lost);
        Assert.Equal(first.Body, (await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None))!.Content.Body);
        Assert.Equal(second.Body, Assert.Single(await room.Drafts.KeptAsync(room.Alice, draft.Id, CancellationToken.None)).Content.Body);
    }

    /// <summary>Nothing lost, N2: no silent overwrite however two tabs interleave.</summary>
    [Fact]
    public async Task Two_tabs_saving_at_once_never_overwrite_each_other()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        var version = draft.Version;
        for (var round = 0; round < 100; round++)
        {
            var texts = new[] { $"left {round}", $"right {round}" };
            var outcomes = await Task.WhenAll(texts.Select(t => room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { Body = t }, version, CancellationToken.None)));
            Assert.Equal(1, outcomes.Count(o => o.Status == SaveStatus.Saved));
            Assert.Equal(1, outcomes.Count(o => o.Status == SaveStatus.Conflict));
            version = outcomes.Single(o => o.Status == SaveStatus.Saved).Version;
        }

        Assert.Equal(100, (await room.Drafts.KeptAsync(room.Alice, draft.Id, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Choosing_ones_own_text_after_a_conflict_keeps_the_other()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        await room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { Body = "theirs" }, draft.Version, CancellationToken.None);

        var outcome = await room.Drafts.ReplaceAsync(room.Alice, draft.Id, draft.Content with { Body = "mine" }, CancellationToken.None);

        Assert.Equal(SaveStatus.Saved, outcome.Status);
        Assert.Equal("mine", (await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None))!.Content.Body);
        Assert.Equal("theirs", Assert.Single(await room.Drafts.KeptAsync(room.Alice, draft.Id, CancellationToken.None)).Content.Body);
    }

    [Fact]
    public async Task Nobody_reaches_another_persons_draft()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", "secret text"), CancellationToken.None);
        var attached = await AttachAsync(room, draft.Id, "plan.txt", "plan");

        Assert.Null(await room.Drafts.FindAsync(room.Bob, draft.Id, CancellationToken.None));
        Assert.Null(await room.Drafts.QuoteAsync(room.Bob, draft.Id, CancellationToken.None));
        Assert.Null(await room.Drafts.ReadAsync(room.Bob, attached.Attachment!.Id, CancellationToken.None));
        Assert.Equal(SaveStatus.NotFound, (await room.Drafts.SaveAsync(room.Bob, draft.Id, draft.Content, draft.Version, CancellationToken.None)).Status);
        Assert.False(await room.Drafts.DiscardAsync(room.Bob, draft.Id, CancellationToken.None));
        Assert.False(await room.Drafts.DetachAsync(room.Bob, draft.Id, attached.Attachment.Id, CancellationToken.None));
        Assert.Empty(await room.Drafts.OpenAsync(room.Bob, CancellationToken.None));
    }

    [Fact]
    public async Task A_discarded_draft_comes_back()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        Assert.True(await room.Drafts.DiscardAsync(room.Alice, draft.Id, CancellationToken.None));
        Assert.Null(await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None));
        Assert.True(await room.Drafts.RestoreAsync(room.Alice, draft.Id, CancellationToken.None));
        Assert.Equal("Handrail", (await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None))!.Content.Subject);
    }

    [Fact]
    public async Task Attachments_come_back_to_the_byte_and_have_no_path()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        var outcome = await AttachAsync(room, draft.Id, "../../etc/pass\nwd", "the bytes");
        Assert.Equal("passwd", outcome.Attachment!.FileName);
        var (view, content) = (await room.Drafts.ReadAsync(room.Alice, outcome.Attachment.Id, CancellationToken.None))!.Value;
        await using (content)
        {
            using var reader = new StreamReader(content);
            Assert.Equal("the bytes", await reader.ReadToEndAsync());
        }

        Assert.Equal(9, view.Size);
    }

    [Fact]
    public async Task Too_much_is_refused_and_leaves_nothing_behind()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        using var content = new MemoryStream(new byte[1001]);
        var outcome = await room.Drafts.AttachAsync(room.Alice, draft.Id, "large.bin", "application/octet-stream", content, limit: 1000, CancellationToken.None);
        Assert.Equal(AttachStatus.TooLarge, outcome.Status);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(room.Folder, "attachments"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Several_files_at_once_stay_below_the_limit_together()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.Drafts.CreateAsync(room.Alice, NewDraft.To("", ""), CancellationToken.None);
        using var allHere = new Barrier(6);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            await using var content = new BarrierStream(new byte[400], allHere);
            return await room.Drafts.AttachAsync(room.Alice, draft.Id, $"{i}.bin", "application/octet-stream", content, limit: 1000, CancellationToken.None);
        })));
        Assert.Equal(2, outcomes.Count(o => o.Status == AttachStatus.Attached));
        Assert.Equal(4, outcomes.Count(o => o.Status == AttachStatus.TooLarge));
        Assert.Equal(2, (await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None))!.Attachments.Count);
    }

    [Fact]
    public async Task A_message_on_its_way_cannot_be_changed()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None);
        Assert.Equal(SaveStatus.HandedOver, (await room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { Subject = "Other" }, draft.Version, CancellationToken.None)).Status);
    }

    private static async Task<AttachOutcome> AttachAsync(ComposeRoom room, DraftId draft, string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await room.Drafts.AttachAsync(room.Alice, draft, name, "text/plain", content, limit: 1000, CancellationToken.None);
    }

    /// <summary>Gives nothing before all have asked how much room there is.</summary>
    private sealed class BarrierStream(byte[] content, Barrier barrier) : MemoryStream(content)
    {
        private bool waited;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!waited) barrier.SignalAndWait(TimeSpan.FromSeconds(20), CancellationToken.None);
            waited = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
