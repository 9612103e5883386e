using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.People;

namespace Groupware.Web.Components.Collections;

/// <summary>
/// Tells one page that its collections changed, at most once in 100 ms however many writes there were. The notice is a hint: the page reads again.
/// </summary>
public sealed class CollectionWatch : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly PersonId person;
    private readonly Func<CollectionId, bool> wanted;
    private readonly Func<bool, Task> tell;
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private bool waiting;
    private bool rights;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="wanted">Whether a collection is one of the page's; asked on the feed's thread.</param>
    /// <param name="tell">Called on a timer's thread; true when the set of collections or the rights on one changed.</param>
    public CollectionWatch(IChangeFeed feed, TimeProvider clock, PersonId person, Func<CollectionId, bool> wanted, Func<bool, Task> tell)
    {
        (this.person, this.wanted, this.tell) = (person, wanted, tell);
        timer = clock.CreateTimer(_ => _ = SayAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = feed.Subscribe(Hear);
    }

    private void Hear(ChangeNotice notice)
    {
        var (mine, members) = (notice.Kind == ChangeKind.Rights && notice.Id == person.Value, notice.Kind == ChangeKind.Collection && wanted(new CollectionId(notice.Id)));
        if (!mine && !members) return;
        lock (gate)
        {
            rights |= mine;
            if (waiting) return;
            waiting = true;
        }

        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task SayAsync()
    {
        bool withRights;
        lock (gate)
        {
            withRights = rights;
            waiting = rights = false;
        }

        await tell(withRights);
    }

    public void Dispose()
    {
        subscription.Dispose();
        timer.Dispose();
    }
}
