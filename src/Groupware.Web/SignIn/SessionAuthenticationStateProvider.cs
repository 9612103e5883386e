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

    private readonly WebSessions sessions;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<bool> hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable listening;
    private string? session;
    private long person;

    public SessionAuthenticationStateProvider(WebSessions sessions, IChangeFeed feed, TimeProvider time)
    {
        this.sessions = sessions;
        this.time = time;
        listening = feed.Subscribe(OnChange);
        sessions.Ended += OnEnded;
        AuthenticationStateChanged += OnState;
    }

    /// <summary>Who the framework says is here; null outside components.</summary>
    public ClaimsPrincipal? Principal { get; private set; }

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
            while (await sessions.CheckAsync(id, null, closing.Token) is not null) await NextAsync(closing.Token);
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (OperationCanceledException)
        {
            Principal = null; // the tab was closed
        }
    }

    private async Task NextAsync(CancellationToken cancel)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var hint = hints.Reader.ReadAsync(pause.Token).AsTask();
        await Task.WhenAny(hint, Task.Delay(Interval, time, pause.Token));
        await pause.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }
}
