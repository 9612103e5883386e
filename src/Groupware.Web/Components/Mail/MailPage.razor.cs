using System.Globalization;
using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.Storage.Changes;
using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using NodaTime.Extensions;

namespace Groupware.Web.Components.Mail;

/// <summary>The mail page: puts the state of the tab, the address, the search box and the change feed together.</summary>
public sealed partial class MailPage : IDisposable
{
    // changes come in bursts; one picture for all of them
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(40);

    private readonly Lock gate = new();
    private readonly HashSet<MailboxChange> pending = [];
    private readonly CancellationTokenSource closing = new();

    // addresses this page asked for and that have not come back as parameters yet: they say nothing new
    private readonly List<string> asked = [];
    private string seen = "";
    private IReadOnlyList<Shortcut> keys = [];
    private IDisposable? subscription;
    private IDisposable? labelNews;
    private bool gathering;
    private bool started;

    [Parameter] public string? FolderText { get; set; }

    [Parameter] public string? MessageText { get; set; }

    /// <summary>What was looked for in a page that does not search itself.</summary>
    [SupplyParameterFromQuery(Name = "find")] private string? Find { get; set; }

    [Inject] private MailState State { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ComposeWindows Compose { get; set; } = null!;

    [Inject] private Appearance Look { get; set; } = null!;

    [Inject] private PersonalFormat Format { get; set; } = null!;

    [Inject] private SearchBox Search { get; set; } = null!;

    [Inject] private LiveStatus Live { get; set; } = null!;

    [Inject] private IChangeFeed Feed { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private string Pane => Look.ReadingPane;

    private bool Wide => Pane != "right";

    private string SheetClass => Pane switch { "below" => "mail below", "off" => "mail off", _ => "mail" };

    private string Title
    {
        get
        {
            var name = FolderNames.Of(State.List.Folder, Texts);
            if (name.Length == 0) return Texts["Title"];
            return State.List.Folder is { Unread: > 0 } folder ? $"{name} ({folder.Unread.ToString(CultureInfo.CurrentCulture)})" : name;
        }
    }

    private string AwayText
    {
        get
        {
            var why = Texts["Away." + State.Session.Connection.Fault];
            return State.Session.Connection.NextTry is { } next ? $"{why} {Texts["Away.Next", Format.Time(next)]}" : why;
        }
    }

    private string? Slug => FolderText is null ? null : Uri.UnescapeDataString(FolderText);

    private MessageUid? Message => MessageUid.TryParse(MessageText, out var uid) ? uid : null;

    private string DoomText => State.Acts.Doomed?.Count is { } count and not 1 ? Texts["Doom.Many", Format.Number(count)] : Texts["Doom.One"];

    protected override async Task OnInitializedAsync()
    {
        Search.Serve(Texts["Search.Hint"]);
        if (!RendererInfo.IsInteractive)
        {
            await State.Labels.LoadAsync();
            State.ShowKnown(Slug, Message);
            return;
        }
        keys =
        [
            new("j", Texts["Keys.Next"]), new("k", Texts["Keys.Previous"]), new("Enter", Texts["Keys.Open"]), new("u", Texts["Keys.Back"]), new("x", Texts["Keys.Tick"]), new("Ctrl+a", Texts["Keys.TickAll"]),
            new("c", Texts["New"]), new("r", Texts["Reply"]), new("a", Texts["ReplyAll"]), new("f", Texts["Forward"]),
            new("e", Texts["Archive"], () => State.Acts.ArchiveAsync(State.Acts.Target)), new("#", Texts["Delete"], DeleteAsync), new("Delete", Texts["Delete"], DeleteAsync),
            new("!", Texts["Junk"], () => State.Acts.JunkAsync(State.Acts.Target)), new("s", Texts["Flag"], () => State.Acts.ToggleFlagAsync(State.Acts.Target)),
            new("l", Texts["Label"]), new("Shift+i", Texts["Read"], () => State.Acts.SetReadAsync(true)), new("Shift+u", Texts["Unread"], () => State.Acts.SetReadAsync(false)),
            new("g i", Texts["Folder.Inbox"], () => State.GoAsync("inbox", null)), new("g d", Texts["Folder.Drafts"], () => State.GoAsync("drafts", null)),
        ];
        State.Changed += OnStateChanged;
        State.Moved += OnMoved;
        Look.Changed += OnLookChanged;
        Search.Changed += OnSearchChanged;
        subscription = State.Session.Subscribe(OnMailboxChanged);
        labelNews = Feed.Subscribe(OnNotice);
        var naming = State.Labels.LoadAsync();
        await GoAsync();
        await naming;
        started = true;
        if (Find is not { Length: > 0 } words) return;
        Search.SetText(words);
        await State.SearchAsync(words);
    }

    protected override Task OnParametersSetAsync() => started ? GoAsync() : Task.CompletedTask;

    private Task GoAsync()
    {
        var here = new Uri(Navigation.Uri).AbsolutePath;
        if (started && here == seen) return Task.CompletedTask;
        seen = here;
        if (asked.IndexOf(here) is >= 0 and var known)
        {
            asked.RemoveRange(0, known + 1);
            return Task.CompletedTask;
        }
        if (started && State.List.Folder is { } folder && FolderSlug.Of(folder) == (FolderText ?? "inbox") && State.Opened.Uid == Message) return Task.CompletedTask;
        return State.GoAsync(Slug, Message);
    }

    private Task ComposeAsync() => Compose.OpenNewAsync();

    private Task DeleteAsync() => State.Acts.DeleteAsync(State.Acts.Target);

    private async Task TryNowAsync()
    {
        try
        {
            await State.Session.ProbeAsync(closing.Token);
        }
        catch (MailStoreUnavailableException)
        {
            // the banner says when it is tried next
        }
        StateHasChanged();
    }

    private void OnStateChanged()
    {
        Search.Report(State.List.Search is null || State.List.Window is not { } window || State.List.Loading ? null : Found.Text(window, Texts, Format));
        Live.Report("mail", State.Session.Connection.Online ? null : Texts["Away.Word"].Value);
        StateHasChanged();
    }

    private void OnMoved()
    {
        if (State.List.Folder is not { } folder) return;
        var address = "/mail/" + Uri.EscapeDataString(FolderSlug.Of(folder)) + (State.Opened.Uid is { } uid ? "/" + uid : "");
        var now = new Uri(Navigation.Uri).AbsolutePath;
        if (now == address || asked.Contains(address)) return;

        // before the first picture the browser would fetch the page once more for it; "/mail" is the inbox
        if (!started && FolderText is null && folder.Use == SpecialUse.Inbox) return;
        asked.Add(address);

        // going from a list to a message is a step that Back takes back; from message to message is not
        var wasOpen = now.Count(c => c == '/') > 2;
        Navigation.NavigateTo(address, replace: wasOpen && State.Opened.Uid is not null);
    }

    private void OnNotice(ChangeNotice notice)
    {
        if (notice.Kind == ChangeKind.Labels && notice.Id == State.Session.Person.Id.Value) _ = InvokeAsync(State.Labels.LoadAsync);
    }

    private void OnSearchChanged(string text) => _ = InvokeAsync(() => State.SearchAsync(text));

    private void OnLookChanged() => _ = InvokeAsync(StateHasChanged);

    private void OnMailboxChanged(MailboxChange change)
    {
        lock (gate)
        {
            pending.Add(change);
            if (gathering || closing.IsCancellationRequested) return;
            gathering = true;
        }
        _ = TakeAsync();
    }

    private async Task TakeAsync()
    {
        try
        {
            await Task.Delay(Gather, Clock, closing.Token);
            MailboxChange[] changes;
            lock (gate)
            {
                gathering = false;
                changes = [.. pending];
                pending.Clear();
            }
            await InvokeAsync(async () =>
            {
                foreach (var change in changes) await State.TakeAsync(change);
            });
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        subscription?.Dispose();
        labelNews?.Dispose();
        State.Changed -= OnStateChanged;
        State.Moved -= OnMoved;
        Look.Changed -= OnLookChanged;
        Search.Changed -= OnSearchChanged;
        Live.Report("mail", null);
        closing.Dispose();
    }
}
