using System.Security.Claims;
using System.Threading.Channels;
using Groupware.People;
using Groupware.Storage.Changes;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Groupware.Web;

/// <summary>
/// Ends an open tab whose session ended: at once when this process knows (sign-out, account closed, another password), else with the check
/// every thirty seconds. The tab then goes to the sign-in page.
/// </summary>
public sealed class SessionAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly WebSessions sessions;
    private readonly TimeProvider time;
    private readonly ILogger<SessionAuthenticationStateProvider> logger;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationToken closed;
    private readonly Channel<bool> hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable listening;
    private string? session;
    private long person;
    private int used;
    private bool told;

    public SessionAuthenticationStateProvider(WebSessions sessions, IChangeFeed feed, TimeProvider time, ILogger<SessionAuthenticationStateProvider> logger)
    {
        this.sessions = sessions;
        this.time = time;
        this.logger = logger;
        closed = closing.Token;
        listening = feed.Subscribe(OnChange);
        sessions.Ended += OnEnded;
        AuthenticationStateChanged += OnState;
    }

    /// <summary>Who the framework says is here; null outside components.</summary>
    public ClaimsPrincipal? Principal { get; private set; }

    /// <summary>Somebody did something in this tab.</summary>
    public void Use() => Volatile.Write(ref used, 1);

    public void Dispose()
    {
        if (closing.IsCancellationRequested) return; // registered under two types, disposed for each
        AuthenticationStateChanged -= OnState;
        sessions.Ended -= OnEnded;
        listening.Dispose();
        closing.Cancel();
        closing.Dispose();
    }

    private void OnState(Task<AuthenticationState> state) => _ = FollowAsync(state);

    private void OnEnded(string ended)
    {
        if (ended == session) hints.Writer.TryWrite(true);
    }

    private void OnChange(ChangeNotice notice)
    {
        if (notice.Kind == ChangeKind.Person && notice.Id == person) hints.Writer.TryWrite(true);
    }

    private async Task FollowAsync(Task<AuthenticationState> state)
    {
        Principal = (await state).User;
        if (session is not null || PersonPrincipal.SessionOf(Principal) is not { } id || PersonPrincipal.IdOf(Principal) is not { } who) return;
        (session, person) = (id, who.Value);
        try
        {
            while (await AskAsync(id) is var good && good != false) await NextAsync(good is null ? Retry : Interval);
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            Principal = null; // the tab was closed
        }
    }

    /// <summary>Whether the session is good; null when the database does not say.</summary>
    private async Task<bool?> AskAsync(string id)
    {
        var acted = Interlocked.Exchange(ref used, 0) == 1;
        try
        {
            var good = await sessions.WatchAsync(id, acted, closed) is not null;
            told = false;
            return good;
        }
        catch (Exception cause) when (!closed.IsCancellationRequested)
        {
            if (acted) Use();
            if (!told) logger.SessionNotChecked(cause);
            told = true; // once for each outage
            return null;
        }
    }

    private async Task NextAsync(TimeSpan wait)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(closed);
        var hint = hints.Reader.ReadAsync(pause.Token).AsTask();
        await Task.WhenAny(hint, Task.Delay(wait, time, pause.Token));
        await pause.CancelAsync();
        closed.ThrowIfCancellationRequested();
    }
}
