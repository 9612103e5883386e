using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Groupware.Web.Components.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Web.Tests.Collections;

public sealed class CollectionWatchTests
{
    private readonly InProcessChangeFeed feed = new();
    private readonly FakeTimeProvider clock = new();
    private readonly List<bool> said = [];

    [Fact]
    public void Many_writes_are_said_once()
    {
        using var watch = Watch();
        for (var i = 0; i < 20; i++) feed.Publish(new ChangeNotice(ChangeKind.Collection, 7));
        Assert.Empty(said);
        clock.Advance(CollectionWatch.Pause);
        Assert.Equal([false], said);
        feed.Publish(new ChangeNotice(ChangeKind.Rights, 1));
        clock.Advance(CollectionWatch.Pause);
        Assert.Equal([false, true], said);
    }

    [Fact]
    public void Other_peoples_collections_and_rights_are_not_said()
    {
        using var watch = Watch();
        feed.Publish(new ChangeNotice(ChangeKind.Collection, 8));
        feed.Publish(new ChangeNotice(ChangeKind.Rights, 2));
        feed.Publish(new ChangeNotice(ChangeKind.Person, 1));
        clock.Advance(CollectionWatch.Pause);
        Assert.Empty(said);
    }

    [Fact]
    public void A_page_that_was_left_hears_nothing()
    {
        Watch().Dispose();
        feed.Publish(new ChangeNotice(ChangeKind.Collection, 7));
        clock.Advance(CollectionWatch.Pause);
        Assert.Empty(said);
    }

    private CollectionWatch Watch() => new(feed, clock, new PersonId(1), static id => id.Value == 7, rights =>
    {
        said.Add(rights);
        return Task.CompletedTask;
    });
}
