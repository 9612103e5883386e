using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;

namespace Groupware.Web.Components.Mail;

/// <summary>The list on the screen: which folder, in which order, what is searched, and the rows in sight.</summary>
public sealed class MailList
{
    private const int FirstRows = 24;
    private const int Overscan = 10;

    private readonly MailTab tab;

    // a command on its way is never cancelled for a newer wish: that would cost the connection. The answer to an old wish is dropped.
    private int wishes;
    private bool missed;   // something changed while the list was loading

    internal MailList(MailTab tab) => this.tab = tab;

    /// <summary>Messages may have left the list.</summary>
    internal event Action? Renewed;

    /// <summary>The folder that was chosen; its list may still be on its way.</summary>
    public string? FolderPath { get; private set; }

    public Folder? Folder => FolderPath is null ? null : tab.Session.Find(FolderPath);

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
    public int Version { get; private set; }

    /// <summary>True when the first rows of the folder can be shown without asking the store.</summary>
    public static bool Knows(MailboxSession session, string? slug) =>
        session.Folders is { } folders && FolderSlug.Find(folders, slug) is { } folder && MessageWindow.OpenKnown(session, folder.Path, MessageSort.Newest) is { } window && window.Knows(0, FirstRows);

    /// <summary>Shows what is known of a folder without asking for anything. False when nothing is known.</summary>
    internal bool ShowKnown(string? slug)
    {
        if (tab.Session.Folders is not { } folders || FolderSlug.Find(folders, slug) is not { } folder || MessageWindow.OpenKnown(tab.Session, folder.Path, Sort) is not { } known) return false;
        FolderPath = folder.Path;
        Take(known, keepPlace: false);
        return true;
    }

    /// <summary>Says which folder is shown; <see cref="StartAsync"/> reads it.</summary>
    internal void Choose(string path)
    {
        var same = FolderPath == path;
        FolderPath = path;
        Search = null;
        if (!same) Sort = MessageSort.Newest;
    }

    /// <summary>Says what is searched; false when it is searched already.</summary>
    /// <param name="text">As it stands in the box.</param>
    /// <param name="keywordOf">The keyword of a label that is called so.</param>
    internal bool Seek(string text, Func<string, string?> keywordOf)
    {
        var query = SearchQuery.Parse(text, keywordOf);
        if (query?.Key == Search?.Key) return false;
        Search = query;
        return true;
    }

    /// <summary>There is no list, and this is why; what was said first stays.</summary>
    internal void Fail(string why, bool keepFirst)
    {
        if (!keepFirst || Problem is null) Problem = why;
        tab.Say();
    }

    public Task SortByAsync(MessageSort sort)
    {
        Sort = sort;
        return StartAsync();
    }

    /// <summary>Reads the list anew.</summary>
    public Task ReloadAsync() => LoadAsync(keepPlace: true);

    /// <summary>Reads the list from its first row.</summary>
    internal Task StartAsync() => LoadAsync(keepPlace: false);

    /// <summary>The rows in sight changed.</summary>
    public async Task ShowAsync(int first, int count)
    {
        if (Window is not { } window) return;
        var from = Math.Max(0, Math.Min(first - Overscan, window.Total - 1));
        var to = Math.Min(window.Total, first + Math.Clamp(count, 1, 200) + Overscan);
        (First, Count) = (from, Math.Max(0, to - from));
        if (!window.Knows(First, Count))
        {
            var wish = ++wishes;
            try
            {
                await window.ReadAsync(from, to - from, tab.Closing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception lost) when (MailTab.IsStore(lost))
            {
                tab.Say();
                return;
            }
            if (wish != wishes) return;
        }
        tab.Say();
        _ = ReadPreviewsAsync(window, from, to - from);
    }

    /// <summary>Messages of the folder came, went or changed.</summary>
    internal async Task RefreshAsync()
    {
        if (Loading)
        {
            missed = true;
            return;
        }

        if (Window is not { } window) return;
        try
        {
            if (await window.RefreshAsync(tab.Closing) && ReferenceEquals(window, Window)) await RedrawAsync(window);
        }
        catch (Exception lost) when (MailTab.IsStore(lost))
        {
            // the next change or the return of the store brings it
        }
    }

    /// <summary>Takes rows out before the store has answered.</summary>
    internal void Remove(IReadOnlyCollection<MessageUid> uids)
    {
        if (Window is not { } window) return;
        window.Remove(uids);
        Fit(window);
    }

    private async Task LoadAsync(bool keepPlace)
    {
        if (FolderPath is not { } path) return;
        var wish = ++wishes;
        var (sort, search) = (Sort, Search);
        Loading = true;
        missed = false;
        Problem = null;
        try
        {
            // what is known is shown at once and compared with the store behind it
            if (search is null && MessageWindow.OpenKnown(tab.Session, path, sort) is { } known && known.Knows(keepPlace ? First : 0, keepPlace ? Count : FirstRows))
            {
                Take(known, keepPlace);
                Loading = Waiting = false;   // also what an older wish for a slow folder began
                tab.Say();
                if (await known.RefreshAsync(tab.Closing) && ReferenceEquals(known, Window)) await RedrawAsync(known);
                await ReadPreviewsAsync(known, First, Count);
                return;
            }
            tab.Say();
            var reading = ReadAsync(path, sort, search, keepPlace ? First : 0, keepPlace ? Math.Max(Count, FirstRows) : FirstRows);
            if (await tab.IsSlowAsync(reading) && wish == wishes)
            {
                Waiting = true;
                tab.Say();
            }
            var window = await reading;
            if (wish != wishes) return;
            Take(window, keepPlace);
            Loading = Waiting = false;
            tab.Say();
            if (missed) await RefreshAsync();
            _ = ReadPreviewsAsync(window, First, Count);
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (MailTab.IsStore(lost))
        {
            if (wish != wishes) return;
            Loading = Waiting = false;
            if (Window?.Folder != path) Window = null;
            Problem = lost is MailStoreRefusedException ? tab.Texts["List.Refused"] : tab.Texts["List.Away"];
            tab.Say();
        }
    }

    private async Task<MessageWindow> ReadAsync(string path, MessageSort sort, SearchQuery? search, int first, int count)
    {
        var window = await MessageWindow.OpenAsync(tab.Session, path, sort, search, tab.Closing);
        await window.ReadAsync(first, count, tab.Closing);
        return window;
    }

    private void Take(MessageWindow window, bool keepPlace)
    {
        Window = window;
        if (!keepPlace)
        {
            (First, Count) = (0, Math.Min(FirstRows, window.Total));
            Version++;
        }
        else Count = Math.Min(Math.Max(Count, FirstRows), Math.Max(0, window.Total - First));
        Renewed?.Invoke();
    }

    private async Task RedrawAsync(MessageWindow window)
    {
        Fit(window);
        await window.ReadAsync(First, Count, tab.Closing);
        Renewed?.Invoke();
        tab.Say();
        await ReadPreviewsAsync(window, First, Count);
    }

    private void Fit(MessageWindow window)
    {
        First = Math.Clamp(First, 0, Math.Max(0, window.Total - 1));
        Count = Math.Min(Math.Max(Count, FirstRows), window.Total - First);
    }

    private async Task ReadPreviewsAsync(MessageWindow window, int first, int count)
    {
        try
        {
            if (await window.ReadPreviewsAsync(first, count, tab.Closing) && ReferenceEquals(window, Window)) tab.Say();
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (MailTab.IsStore(lost))
        {
            // rows without a preview are complete enough
        }
    }
}
