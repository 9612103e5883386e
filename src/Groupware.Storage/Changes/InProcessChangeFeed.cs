using System.Collections.Immutable;

namespace Groupware.Storage.Changes;

/// <summary>The feed of a single process: handlers are called in turn, at once.</summary>
public sealed class InProcessChangeFeed : IChangeFeed
{
    private ImmutableArray<Subscription> subscriptions = [];

    /// <inheritdoc/>
    public void Publish(ChangeNotice notice)
    {
        foreach (var subscription in subscriptions) subscription.Handler(notice);
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<ChangeNotice> handler)
    {
        var subscription = new Subscription(this, SubscriberContext.Bind(handler));
        ImmutableInterlocked.Update(ref subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    private sealed class Subscription(InProcessChangeFeed feed, Action<ChangeNotice> handler) : IDisposable
    {
        public Action<ChangeNotice> Handler { get; } = handler;

        public void Dispose() => ImmutableInterlocked.Update(ref feed.subscriptions, static (all, gone) => all.Remove(gone), this);
    }
}
