using System.Globalization;
using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail;

/// <summary>
/// What one tab shows of a mailbox: folder, list, the rows in sight, what is ticked, the message that is open. All calls come through the
/// tab's dispatcher; changes of the mailbox arrive as <see cref="TakeAsync"/>.
/// </summary>
public sealed class MailState(MailboxSessions sessions, CurrentPerson current, Toasts toasts, TimeProvider clock, IStringLocalizer<MailTexts> texts) : IDisposable
{
    /// <summary>How many rows "select all" ticks first; the line above the list offers the rest.</summary>
    public const int PickStep = 100;

    private const int FirstRows = 24;
    private const int Overscan = 10;
    private static readonly TimeSpan ShowWaitingAfter = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource closing = new();
    private readonly HashSet<MessageUid> ticked = [];
    // a command on its way is never cancelled for a newer wish: that would cost the connection. The answer to an old wish is dropped.
    private int listWish;
    private int messageWish;
    private int anchor = -1;

    /// <summary>Something is to be drawn again.</summary>
    public event Action? Changed;

    /// <summary>A message or folder came to the front: the address should say so.</summary>
    public event Action? Moved;

    public MailboxSession Session { get; } = sessions.For(current.Person);

    /// <summary>Null until the tree was read.</summary>
    public IReadOnlyList<Folder>? Folders => Session.Folders;

    /// <summary>The folder that was chosen; its list may still be on its way.</summary>
    public string? FolderPath { get; private set; }

    public Folder? Folder => FolderPath is null ? null : Session.Find(FolderPath);

    /// <summary>The list on the screen; null before the first one.</summary>
    public MessageWindow? Window { get; private set; }

    public MessageSort Sort { get; private set; } = MessageSort.Newest;

    public SearchQuery? Search { get; private set; }

    /// <summary>The list or its rows are awaited for so long that it should be seen.</summary>
    public bool Waiting { get; private set; }

    /// <summary>A list is being read.</summary>
    public bool Loading { get; private set; }

    /// <summary>Why there is no list; null when all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>First row that is drawn.</summary>
    public int First { get; private set; }

    /// <summary>Rows that are drawn.</summary>
    public int Count { get; private set; } = FirstRows;

    /// <summary>Raised when the list must be scrolled to its start.</summary>
    public int ListVersion { get; private set; }

    /// <summary>The row that is open or was last acted on.</summary>
    public MessageUid? Opened { get; private set; }

    /// <summary>The message in the pane; null while it is read, or when none is open.</summary>
    public ReadMessage? Message { get; private set; }

    /// <summary>Why the message cannot be shown.</summary>
    public string? MessageProblem { get; private set; }

    public bool MessageWaiting { get; private set; }

    public IReadOnlyCollection<MessageUid> Ticked => ticked;

    /// <summary>Messages that wait for the person's word before they are removed for good.</summary>
    public IReadOnlyCollection<MessageUid>? Doomed { get; private set; }

    public int OpenedPlace => Opened is { } uid && Window is { } window ? window.IndexOf(uid) : -1;

    /// <summary>What is acted on: what is ticked, else what is open.</summary>
    public IReadOnlyCollection<MessageUid> Target => ticked.Count > 0 ? [.. ticked] : Opened is { } uid ? [uid] : [];

    public bool IsTicked(MessageUid uid) => ticked.Contains(uid);

    /// <summary>Shows a folder, and a message of it.</summary>
    public async Task GoAsync(string? slug, MessageUid? message)
    {
        try
        {
            var folders = await Session.FoldersAsync(closing.Token);
            var folder = FolderSlug.Find(folders, slug) ?? FolderSlug.Find(folders, null) ?? folders.FirstOrDefault(f => f.CanHoldMessages);
            if (folder is null)
            {
                Problem = texts["List.NoFolder"];
                Say();
                return;
            }
            if (folder.Path != FolderPath) await OpenFolderAsync(folder.Path);
            if (message is { } uid && Opened != uid) await OpenAsync(uid);
            else if (message is null && Opened is not null) CloseMessage();
        }
        catch (MailStoreUnavailableException)
        {
            Problem ??= texts["List.Away"];
            Say();
        }
    }

    /// <summary>True when the first rows of the folder can be shown without asking the store.</summary>
    public static bool Knows(MailboxSession session, string? slug) =>
        session.Folders is { } folders && FolderSlug.Find(folders, slug) is { } folder && MessageWindow.OpenKnown(session, folder.Path, MessageSort.Newest) is { } window && window.Knows(0, FirstRows);

    /// <summary>Shows what is known of a folder, for the first picture of a page: nothing is asked for.</summary>
    public void ShowKnown(string? slug, MessageUid? message)
    {
        if (Folders is not { } folders || FolderSlug.Find(folders, slug) is not { } folder || MessageWindow.OpenKnown(Session, folder.Path, Sort) is not { } known) return;
        FolderPath = folder.Path;
        Take(known, keepPlace: false);
        Opened = message;
        MessageWaiting = message is not null;
    }

    /// <summary>Shows a folder's list.</summary>
    public async Task OpenFolderAsync(string path)
    {
        var same = FolderPath == path;
        FolderPath = path;
        Search = null;
        if (!same) Sort = MessageSort.Newest;
        CloseMessage();
        ticked.Clear();
        await LoadAsync(keepPlace: false);
        Moved?.Invoke();
    }

    public Task SortByAsync(MessageSort sort)
    {
        Sort = sort;
        return LoadAsync(keepPlace: false);
    }

    /// <summary>Searches the open folder; an empty text shows all of it again.</summary>
    public Task SearchAsync(string text)
    {
        var query = SearchQuery.Parse(text);
        if (query?.Key == Search?.Key) return Task.CompletedTask;
        Search = query;
        ticked.Clear();
        return LoadAsync(keepPlace: false);
    }

    /// <summary>Reads the list anew.</summary>
    public Task ReloadAsync() => LoadAsync(keepPlace: true);

    /// <summary>The rows in sight changed.</summary>
    public async Task ShowAsync(int first, int count)
    {
        if (Window is not { } window) return;
        var from = Math.Max(0, Math.Min(first - Overscan, window.Total - 1));
        var to = Math.Min(window.Total, first + Math.Clamp(count, 1, 200) + Overscan);
        (First, Count) = (from, Math.Max(0, to - from));
        if (!window.Knows(First, Count))
        {
            var wish = ++listWish;
            try
            {
                await window.ReadAsync(from, to - from, closing.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception lost) when (IsStore(lost))
            {
                Say();
                return;
            }
            if (wish != listWish) return;
        }
        Say();
        _ = ReadPreviewsAsync(window, from, to - from);
    }

    /// <summary>Opens a message.</summary>
    public async Task OpenAsync(MessageUid uid)
    {
        if (FolderPath is not { } path) return;
        var wish = ++messageWish;
        Opened = uid;
        anchor = OpenedPlace;
        MessageProblem = null;
        var reading = MessageReader.ReadAsync(Session, path, uid, closing.Token);
        try
        {
            if (!reading.IsCompleted && await Task.WhenAny(reading, Task.Delay(ShowWaitingAfter, clock, closing.Token)) != reading && wish == messageWish)
            {
                Message = null;
                MessageWaiting = true;
                Say();
            }
            var message = await reading;
            if (wish != messageWish) return;
            Message = message;
            MessageWaiting = false;
            if (message is null) MessageProblem = texts["Pane.Gone"];
            var unread = message is not null && (Window?.Known(uid)?.Unread ?? !message.Marks.HasFlag(MessageMarks.Seen));
            Task? marking = unread ? MessageActions.SetReadAsync(Session, path, [uid], read: true, closing.Token) : null;
            Say();
            Moved?.Invoke();
            if (marking is not null) await marking;
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (IsStore(lost))
        {
            if (wish != messageWish) return;
            MessageWaiting = false;
            if (Message?.Uid != uid)
            {
                Message = null;
                MessageProblem = texts["Pane.Away"];
            }
            Say();
        }
    }

    /// <summary>Opens the next (1) or previous (-1) message of the list.</summary>
    public Task StepAsync(int by)
    {
        if (Window is not { Total: > 0 } window) return Task.CompletedTask;
        var place = Math.Clamp(OpenedPlace + by, 0, window.Total - 1);
        return OpenAsync(window.At(place));
    }

    /// <summary>Back to the list.</summary>
    public void Close()
    {
        if (ticked.Count > 0) ticked.Clear();
        else CloseMessage();
        Say();
        Moved?.Invoke();
    }

    /// <summary>Ticks one row, or all from the last ticked one to it.</summary>
    public void Tick(MessageUid uid, bool through)
    {
        if (Window is not { } window) return;
        var place = window.IndexOf(uid);
        if (place < 0) return;
        if (through && anchor >= 0) ticked.UnionWith(window.Between(anchor, place));
        else if (!ticked.Remove(uid)) ticked.Add(uid);
        anchor = place;
        Say();
    }

    /// <summary>Ticks the first rows in sight, or all of the list.</summary>
    public void TickAll(bool whole)
    {
        if (Window is not { } window) return;
        var first = whole ? 0 : Math.Min(First, Math.Max(0, window.Total - PickStep));
        ticked.UnionWith(window.Between(first, whole ? window.Total - 1 : first + PickStep - 1));
        Say();
    }

    public void TickNone()
    {
        ticked.Clear();
        Say();
    }

    public Task SetReadAsync(bool read) => ActAsync(Target, (path, uids) => MessageActions.SetReadAsync(Session, path, uids, read, closing.Token));

    public Task SetReadAsync(MessageUid uid, bool read) => ActAsync([uid], (path, uids) => MessageActions.SetReadAsync(Session, path, uids, read, closing.Token));

    /// <summary>Flags what is not flagged yet; when all are, takes the flags away.</summary>
    public Task ToggleFlagAsync(IReadOnlyCollection<MessageUid> uids)
    {
        var flag = uids.Any(uid => Window?.Known(uid) is not { Flagged: true });
        return ActAsync(uids, (path, all) => MessageActions.SetFlaggedAsync(Session, path, all, flag, closing.Token));
    }

    public Task ArchiveAsync(IReadOnlyCollection<MessageUid> uids) => MoveToAsync(uids, SpecialUse.Archive, "Done.Archived");

    /// <summary>Junk, or back to the inbox when it is there already.</summary>
    public Task JunkAsync(IReadOnlyCollection<MessageUid> uids) =>
        Folder?.Use == SpecialUse.Junk ? MoveToAsync(uids, SpecialUse.Inbox, "Done.NotJunk") : MoveToAsync(uids, SpecialUse.Junk, "Done.Junked");

    /// <summary>To the trash; what is there already goes for good, once the person says so.</summary>
    public Task DeleteAsync(IReadOnlyCollection<MessageUid> uids)
    {
        if (uids.Count == 0) return Task.CompletedTask;
        if (Folder?.Use != SpecialUse.Trash && Session.Special(SpecialUse.Trash) is not null) return MoveToAsync(uids, SpecialUse.Trash, "Done.Deleted");
        Doomed = uids;
        Say();
        return Task.CompletedTask;
    }

    public async Task DeleteForeverAsync()
    {
        if (Doomed is not { } uids || FolderPath is not { } path) return;
        Doomed = null;
        LeaveList(uids);
        await TryAsync(async () =>
        {
            await MessageActions.DeleteForeverAsync(Session, path, uids, closing.Token);
            toasts.Show(Counted("Done.Gone", uids.Count));
        });
    }

    public void KeepDoomed()
    {
        Doomed = null;
        Say();
    }

    /// <summary>Moves to a folder and offers the way back.</summary>
    public async Task MoveAsync(IReadOnlyCollection<MessageUid> uids, string target, string? done = null)
    {
        if (uids.Count == 0 || FolderPath is not { } path || path == target) return;
        LeaveList(uids);
        await TryAsync(async () =>
        {
            var moved = await MessageActions.MoveAsync(Session, path, uids, target, closing.Token);
            var text = done is null ? texts["Done.Moved", Counted("Done.Messages", uids.Count), FolderNames.Of(Session.Find(target), texts)] : Counted(done, uids.Count);
            await toasts.ShowAsync(text, null, () => TryAsync(() => MessageActions.MoveBackAsync(Session, moved, closing.Token)));
        });
    }

    /// <summary>Takes a change of the mailbox.</summary>
    public async Task TakeAsync(MailboxChange change)
    {
        switch (change.Kind)
        {
            case MailboxChangeKind.Messages when change.Folder == FolderPath && Window is { } window && !Loading:
                try
                {
                    if (await window.RefreshAsync(closing.Token) && ReferenceEquals(window, Window)) await RedrawAsync(window);
                }
                catch (Exception lost) when (IsStore(lost))
                {
                    // the next change or the return of the store brings it
                }
                break;
            case MailboxChangeKind.Connection when Session.Connection.Online && FolderPath is null:
                await GoAsync(null, null);
                break;
            case MailboxChangeKind.Connection when Session.Connection.Online && (Problem is not null || Window is null):
                await LoadAsync(keepPlace: true);
                break;
            case MailboxChangeKind.Connection when Session.Connection.Online && MessageProblem is not null && Opened is { } uid:
                await OpenAsync(uid);
                break;
            case MailboxChangeKind.Folders when FolderPath is { } path && Session.Find(path) is null:
                await GoAsync(null, null);
                break;
        }
        Say();
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    private async Task LoadAsync(bool keepPlace)
    {
        if (FolderPath is not { } path) return;
        var wish = ++listWish;
        var (sort, search) = (Sort, Search);
        Loading = true;
        Problem = null;
        try
        {
            // what is known is shown at once and compared with the store behind it
            if (search is null && MessageWindow.OpenKnown(Session, path, sort) is { } known && known.Knows(keepPlace ? First : 0, keepPlace ? Count : FirstRows))
            {
                Take(known, keepPlace);
                Loading = false;
                Say();
                if (await known.RefreshAsync(closing.Token) && ReferenceEquals(known, Window)) await RedrawAsync(known);
                await ReadPreviewsAsync(known, First, Count);
                return;
            }
            Say();
            var reading = ReadAsync(path, sort, search, keepPlace ? First : 0, keepPlace ? Math.Max(Count, FirstRows) : FirstRows, closing.Token);
            if (await Task.WhenAny(reading, Task.Delay(ShowWaitingAfter, clock, closing.Token)) != reading && wish == listWish)
            {
                Waiting = true;
                Say();
            }
            var window = await reading;
            if (wish != listWish) return;
            Take(window, keepPlace);
            Loading = Waiting = false;
            Say();
            _ = ReadPreviewsAsync(window, First, Count);
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (IsStore(lost))
        {
            if (wish != listWish) return;
            Loading = Waiting = false;
            if (Window?.Folder != path) Window = null;
            Problem = lost is MailStoreRefusedException ? texts["List.Refused"] : texts["List.Away"];
            Say();
        }
    }

    private async Task<MessageWindow> ReadAsync(string path, MessageSort sort, SearchQuery? search, int first, int count, CancellationToken cancel)
    {
        var window = await MessageWindow.OpenAsync(Session, path, sort, search, cancel);
        await window.ReadAsync(first, count, cancel);
        return window;
    }

    private void Take(MessageWindow window, bool keepPlace)
    {
        Window = window;
        if (!keepPlace)
        {
            (First, Count) = (0, Math.Min(FirstRows, window.Total));
            ListVersion++;
        }
        else Count = Math.Min(Math.Max(Count, FirstRows), Math.Max(0, window.Total - First));
        ticked.RemoveWhere(uid => window.IndexOf(uid) < 0);
    }

    private async Task RedrawAsync(MessageWindow window)
    {
        First = Math.Clamp(First, 0, Math.Max(0, window.Total - 1));
        Count = Math.Min(Math.Max(Count, FirstRows), window.Total - First);
        await window.ReadAsync(First, Count, closing.Token);
        if (ticked.Count > 0) ticked.RemoveWhere(uid => window.IndexOf(uid) < 0);
        Say();
        await ReadPreviewsAsync(window, First, Count);
    }

    private async Task ReadPreviewsAsync(MessageWindow window, int first, int count)
    {
        try
        {
            if (await window.ReadPreviewsAsync(first, count, closing.Token) && ReferenceEquals(window, Window)) Say();
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (IsStore(lost))
        {
            // rows without a preview are complete enough
        }
    }

    private Task MoveToAsync(IReadOnlyCollection<MessageUid> uids, SpecialUse use, string done)
    {
        if (Session.Special(use) is { } target) return MoveAsync(uids, target.Path, done);
        toasts.Show(texts["Done.NoSuchFolder", texts["Folder." + use]]);
        return Task.CompletedTask;
    }

    /// <summary>Takes rows out at once and opens what comes into the place of the open one.</summary>
    private void LeaveList(IReadOnlyCollection<MessageUid> uids)
    {
        var place = OpenedPlace;
        var next = Opened is { } open && uids.Contains(open);
        Window?.Remove(uids);
        foreach (var uid in uids) ticked.Remove(uid);
        if (Window is { } window)
        {
            First = Math.Clamp(First, 0, Math.Max(0, window.Total - 1));
            Count = Math.Min(Math.Max(Count, FirstRows), window.Total - First);
            if (next)
            {
                CloseMessage();
                if (place >= 0 && window.Total > 0 && uids.Count == 1) _ = OpenAsync(window.At(Math.Min(place, window.Total - 1)));
                else Moved?.Invoke();
            }
        }
        Say();
    }

    private Task ActAsync(IReadOnlyCollection<MessageUid> uids, Func<string, IReadOnlyCollection<MessageUid>, Task> act)
    {
        if (uids.Count == 0 || FolderPath is not { } path) return Task.CompletedTask;
        return TryAsync(async () =>
        {
            var acting = act(path, uids);
            Say();
            await acting;
        });
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (IsStore(lost))
        {
            toasts.Show(lost is MailStoreRefusedException ? texts["Done.Refused"] : texts["Done.Away"]);
            await ReloadAsync();
        }
    }

    private string Counted(string key, int count) => count == 1 ? texts[key + ".One"] : texts[key + ".Many", count.ToString("N0", CultureInfo.CurrentCulture)];

    private void CloseMessage()
    {
        messageWish++;
        Opened = null;
        Message = null;
        MessageProblem = null;
        MessageWaiting = false;
    }

    private static bool IsStore(Exception cause) => cause is MailStoreUnavailableException or MailStoreRefusedException;

    private void Say() => Changed?.Invoke();
}
