namespace Groupware.Storage.Changes;

/// <summary>
/// Lets a handler run with the ambient values (culture above all) of whoever subscribed. Without it the publisher's flow along, and a page
/// that is drawn again because of another person's act is drawn in that person's language.
/// </summary>
public static class SubscriberContext
{
    /// <summary>The same handler, in the execution context of the caller of this method.</summary>
    public static Action<T> Bind<T>(Action<T> handler)
    {
        if (ExecutionContext.Capture() is not { } context) return handler;
        return value => ExecutionContext.Run(context, static state =>
        {
            var (act, what) = ((Action<T>, T))state!;
            act(what);
        }, (handler, value));
    }
}
