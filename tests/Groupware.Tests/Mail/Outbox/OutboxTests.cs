using Groupware.Mail.Outbox;
using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Tests.Mail.Outbox;

public sealed class OutboxTests
{
    private static readonly Duration Undo = Duration.FromSeconds(5);

    [Fact]
    public async Task Nothing_goes_out_before_the_time_to_take_it_back_is_over()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        Assert.Null(await room.Outbox.ClaimAsync("w1", CancellationToken.None));
        room.Pass(Undo);
        Assert.NotNull(await room.Outbox.ClaimAsync("w1", CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_workers_one_gets_it()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => room.Outbox.ClaimAsync($"w{i}", CancellationToken.None)));
        Assert.Single(claims, c => c is not null);
    }

    [Fact]
    public async Task Pressing_send_twice_sends_once()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        var first = await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None);
        var second = await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None);
        Assert.Equal(new QueueOutcome(QueueStatus.Queued, first.Item, ""), first);
        Assert.Equal(new QueueOutcome(QueueStatus.AlreadyQueued, first.Item, ""), second);
    }

    [Fact]
    public async Task A_draft_changed_in_another_tab_is_not_sent_unseen()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        await room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { Body = "other" }, draft.Version, CancellationToken.None);
        Assert.Equal(QueueStatus.Changed, (await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task It_goes_with_the_files_the_writer_saw_or_not_at_all()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        var seen = await AttachAsync(room, draft.Id, "plan.txt");
        using var pixel = new MemoryStream([1]);
        await room.Drafts.AttachPictureAsync(room.Alice, draft.Id, "p.png", "image/png", pixel, limit: 1000, CancellationToken.None);

        Assert.Equal(QueueStatus.FilesChanged, await SendAsync());
        Assert.Equal(QueueStatus.FilesChanged, await SendAsync(seen, Guid.NewGuid()));
        Assert.Empty(await room.Outbox.ListAsync(room.Alice, CancellationToken.None));
        Assert.Equal(QueueStatus.Queued, await SendAsync(seen));

        async Task<QueueStatus> SendAsync(params Guid[] files) => (await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, files.ToHashSet(), CancellationToken.None)).Status;
    }

    [Fact]
    public async Task A_file_taken_off_while_the_message_is_made_does_not_go()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        var file = await AttachAsync(room, draft.Id, "wrong.txt");
        room.Pass(Duration.FromSeconds(1));
        var outbox = room.OutboxWhen(() => room.Drafts.DetachAsync(room.Alice, draft.Id, file, CancellationToken.None));

        Assert.Equal(QueueStatus.FilesChanged, (await outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None)).Status);
        Assert.Empty(await room.Outbox.ListAsync(room.Alice, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(room.Folder, "outbox")));
    }

    [Theory]
    [InlineData("", QueueStatus.NoRecipient, "")]
    [InlineData("bob@example.test, nobody", QueueStatus.InvalidRecipient, "nobody")]
    public async Task What_cannot_be_sent_stays_a_draft(string to, QueueStatus status, string detail)
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync(to);
        Assert.Equal(new QueueOutcome(status, 0, detail), await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None));
        Assert.NotNull(await room.Drafts.FindAsync(room.Alice, draft.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_writes_from_anothers_address()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var draft = await room.ReadyDraftAsync();
        var saved = await room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { From = "bob@example.test" }, draft.Version, CancellationToken.None);
        Assert.Equal(QueueStatus.SenderNotAllowed, (await room.Outbox.QueueAsync(room.Alice, draft.Id, saved.Version, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_message_taken_back_is_a_draft_again_with_another_id()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var item = await SendAsync(room);
        var id = await room.Outbox.TakeBackAsync(room.Alice, item, CancellationToken.None);
        var draft = await room.Drafts.FindAsync(room.Alice, id!.Value, CancellationToken.None);
        Assert.Equal("Handrail", draft!.Content.Subject);
        room.Pass(Undo);
        Assert.Null(await room.Outbox.ClaimAsync("w1", CancellationToken.None));
        Assert.Equal(QueueStatus.Queued, (await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_message_in_hand_is_not_taken_back_and_not_by_others()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var item = await SendAsync(room);
        Assert.Null(await room.Outbox.TakeBackAsync(room.Bob, item, CancellationToken.None));
        room.Pass(Undo);
        await room.Outbox.ClaimAsync("w1", CancellationToken.None);
        Assert.Null(await room.Outbox.TakeBackAsync(room.Alice, item, CancellationToken.None));
    }

    [Fact]
    public async Task Killed_before_anything_was_given_it_goes_out_again_by_itself()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        await room.Outbox.ClaimAsync("dead", CancellationToken.None);
        Assert.Equal(0, await room.Outbox.RecoverAsync((name, _) => name == "dead", CancellationToken.None));
        Assert.Equal(OutboxState.Claimed, (await room.Outbox.ClaimAsync("w2", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Killed_while_the_server_took_it_the_person_is_asked()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var id = await SendAsync(room);
        room.Pass(Undo);
        var item = await room.Outbox.ClaimAsync("dead", CancellationToken.None);
        Assert.True(await room.Outbox.TransmittingAsync(item!, CancellationToken.None));
        Assert.Equal(1, await room.Outbox.RecoverAsync((name, _) => name == "dead", CancellationToken.None));

        Assert.Null(await room.Outbox.ClaimAsync("w2", CancellationToken.None));
        var entry = Assert.Single(await room.Outbox.ListAsync(room.Alice, CancellationToken.None));
        Assert.Equal((OutboxState.Unclear, SubmissionFault.NoAnswer, true), (entry.State, entry.Fault, entry.NeedsAttention));

        Assert.True(await room.Outbox.SetArrivedAsync(room.Alice, id, CancellationToken.None));
        Assert.Equal(OutboxState.Submitted, (await room.Outbox.ClaimAsync("w2", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Killed_between_sending_and_filing_only_filing_is_repeated()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        var item = await room.Outbox.ClaimAsync("dead", CancellationToken.None);
        await room.Outbox.TransmittingAsync(item!, CancellationToken.None);
        await room.Outbox.EndAsync(item!, SubmissionOutcome.Accepted, CancellationToken.None);
        Assert.Null(await room.Outbox.ClaimAsync("w2", CancellationToken.None));
        Assert.Equal(0, await room.Outbox.RecoverAsync((name, _) => name == "dead", CancellationToken.None));
        Assert.Equal(OutboxState.Submitted, (await room.Outbox.ClaimAsync("w2", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_lost_claim_gives_nothing_to_the_server()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        var slow = await room.Outbox.ClaimAsync("slow", CancellationToken.None);
        await room.Outbox.RecoverAsync((name, _) => name == "slow", CancellationToken.None);
        await room.Outbox.ClaimAsync("w2", CancellationToken.None);
        Assert.False(await room.Outbox.TransmittingAsync(slow!, CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_later_and_later()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        foreach (var wait in (int[])[20, 60, 180, 600])
        {
            var item = await room.Outbox.ClaimAsync("w1", CancellationToken.None);
            Assert.NotNull(item);
            await room.Outbox.EndAsync(item, new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.TryLater, "450 busy"), CancellationToken.None);
            room.Pass(Duration.FromSeconds(wait - 1));
            Assert.Null(await room.Outbox.ClaimAsync("w1", CancellationToken.None));
            room.Pass(Duration.FromSeconds(1));
        }

        var entry = Assert.Single(await room.Outbox.ListAsync(room.Alice, CancellationToken.None));
        Assert.Equal((OutboxState.Waiting, 4, "450 busy", true), (entry.State, entry.Attempts, entry.FaultDetail, entry.NeedsAttention));
    }

    [Fact]
    public async Task After_two_days_the_message_is_given_back()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Duration.FromDays(2) + Duration.FromMinutes(1));
        var item = await room.Outbox.ClaimAsync("w1", CancellationToken.None);
        await room.Outbox.EndAsync(item!, new SubmissionOutcome(SubmissionResult.TryLater, SubmissionFault.Unreachable, ""), CancellationToken.None);
        Assert.Equal(OutboxState.Refused, Assert.Single(await room.Outbox.ListAsync(room.Alice, CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_message_that_is_filed_leaves_no_draft_and_no_file()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await SendAsync(room);
        room.Pass(Undo);
        var item = await room.Outbox.ClaimAsync("w1", CancellationToken.None);
        await room.Outbox.TransmittingAsync(item!, CancellationToken.None);
        await room.Outbox.EndAsync(item!, SubmissionOutcome.Accepted, CancellationToken.None);
        await room.Outbox.FiledAsync(item!, CancellationToken.None);
        Assert.Empty(await room.Outbox.ListAsync(room.Alice, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(room.Folder, "outbox")));
        Assert.Null(await room.Drafts.FindAsync(room.Alice, item!.DraftId, CancellationToken.None));
    }

    private static async Task<Guid> AttachAsync(ComposeRoom room, DraftId draft, string name)
    {
        using var content = new MemoryStream([1, 2, 3]);
        return (await room.Drafts.AttachAsync(room.Alice, draft, name, "text/plain", content, limit: 1000, CancellationToken.None)).Attachment!.Id;
    }

    private static async Task<long> SendAsync(ComposeRoom room)
    {
        var draft = await room.ReadyDraftAsync();
        var outcome = await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None);
        Assert.Equal(QueueStatus.Queued, outcome.Status);
        return outcome.Item;
    }
}
