namespace Groupware.Storage.Changes;

/// <summary>
/// Tells every part of the suite, on every node, that something changed. A notice may be lost (a node was away) and may come twice;
/// it never carries content. One implementation in the process for SQLite, one over NOTIFY for PostgreSQL.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Says it to all listeners. Never blocks and never throws.</summary>
    void Publish(ChangeNotice notice);

    /// <summary>Listens until the answer is disposed. The handler runs on the feed's thread: it must only enqueue. It has the culture of the subscriber.</summary>
    IDisposable Subscribe(Action<ChangeNotice> handler);
}
