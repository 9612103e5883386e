using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using NodaTime;

namespace Groupware.Tests.Mail.Lists;

public sealed class FolderIndexTests
{
    private static readonly OrderKey All = new(MessageSort.Newest, "");

    [Fact]
    public void An_order_holds_while_nothing_comes_or_goes()
    {
        var index = new FolderIndex();
        var state = new FolderState(1, 10, 3, 5);
        index.Observe(state);
        index.KeepOrder(All, state, new FoundOrder([9, 8, 7], Cut: false));
        index.Observe(state with { ModSeq = 6 });
        Assert.True(index.TryOrder(All, out var order));
        Assert.Equal([9u, 8u, 7u], order.Uids);
    }

    [Theory]
    [InlineData("Is:unread", false)]
    [InlineData("Label:$label1", false)]
    [InlineData("Subject:quay", true)]
    public void A_search_by_flags_or_labels_is_asked_again_when_flags_change(string search, bool holds)
    {
        var index = new FolderIndex();
        var state = new FolderState(1, 10, 3, 5);
        index.Observe(state);
        index.KeepOrder(All with { Search = search }, state, new FoundOrder([9], Cut: false));
        index.Observe(state with { ModSeq = 6 });
        Assert.Equal(holds, index.TryOrder(All with { Search = search }, out _));
    }

    [Theory]
    [InlineData(11, 3)]
    [InlineData(10, 2)]
    public void An_order_is_forgotten_when_something_comes_or_goes(uint next, int count)
    {
        var index = new FolderIndex();
        var state = new FolderState(1, 10, 3, 5);
        index.Observe(state);
        index.KeepOrder(All, state, new FoundOrder([9, 8, 7], Cut: false));
        index.Observe(new FolderState(1, next, count, 6));
        Assert.False(index.TryOrder(All, out _));
    }

    [Fact]
    public void Flags_are_old_after_the_store_counted_a_change()
    {
        var index = new FolderIndex();
        index.Observe(new FolderState(1, 10, 3, 5));
        index.Keep([Item(1, 9)], index.Generation);
        Assert.NotNull(index.Find(9, out var stale));
        Assert.False(stale);
        index.Observe(new FolderState(1, 10, 3, 6));
        Assert.NotNull(index.Find(9, out stale));
        Assert.True(stale);
    }

    [Fact]
    public void Another_uid_validity_makes_all_that_is_known_worthless()
    {
        var index = new FolderIndex();
        index.Observe(new FolderState(1, 10, 3, 5));
        index.Keep([Item(1, 9)], index.Generation);
        index.Observe(new FolderState(2, 10, 3, 5));
        Assert.Null(index.Find(9, out _));
    }

    [Fact]
    public void What_is_known_stays_bounded_and_the_last_looked_at_stays()
    {
        var index = new FolderIndex();
        index.Observe(new FolderState(1, 100_000, 100_000, 5));
        for (var start = 1u; start < 5_000; start += 50) index.Keep(Enumerable.Range(0, 50).Select(n => Item(1, start + (uint)n)), index.Generation);
        Assert.Null(index.Find(1, out _));
        Assert.NotNull(index.Find(4_999, out _));
        Assert.InRange(Enumerable.Range(1, 5_050).Count(uid => index.Find((uint)uid, out _) is not null), 50, 600);
    }

    private static MessageListItem Item(uint validity, uint uid) => new(new MessageUid(validity, uid), "Bob", "bob@example.test", "", "Quay", Instant.FromUnixTimeSeconds(uid), 100, MessageMarks.None, null);
}
