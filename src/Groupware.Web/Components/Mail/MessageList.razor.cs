using System.Globalization;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Layout;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;

namespace Groupware.Web.Components.Mail;

/// <summary>The list of messages. The browser's half (js/mail-list.js) moves the highlight at once and says which rows are in sight.</summary>
public sealed partial class MessageList : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private ElementReference grid;
    private IJSObjectReference? module;
    private IJSObjectReference? half;
    private DotNetObjectReference<MessageList>? self;
    private MessageUid? ahead;

    // what the menu of a row acts on
    private IReadOnlyCollection<MessageUid> pointed = [];

    [Parameter, EditorRequired] public required MailState State { get; set; }

    /// <summary>One line a row: the pane is below or off.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>"right", "below" or "off".</summary>
    [Parameter] public string Pane { get; set; } = "right";

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ReadAhead Ahead { get; set; } = null!;

    [Inject] private SearchBox Box { get; set; } = null!;

    private int Total => State.List.Window?.Total ?? 0;

    private bool Picking => State.Picked.Uids.Count > 0;

    private bool Outgoing => State.List.Folder?.Use is SpecialUse.Sent or SpecialUse.Drafts;

    private string Heading => FolderNames.Of(State.List.Folder, Texts) is { Length: > 0 } name ? name : Texts["Title"];

    private string CountText => State.List is { Search: not null, Window: { } window } ? Found.Text(window, Texts, Format) : Format.Number(Total);

    /// <summary>The pointer rests on a row, or is pressed on it.</summary>
    [JSInvokable]
    public void Near(string message)
    {
        if (MessageUid.TryParse(message, out var uid) && State.Opened.Uid != uid) ReadBefore(State.List.Window?.Known(uid));
    }

    /// <summary>The rows in sight.</summary>
    [JSInvokable]
    public Task ShowAsync(int first, int count) => ActAsync(() => State.List.ShowAsync(first, count));

    /// <summary>Something was done to a row.</summary>
    /// <param name="act">"open", "tick", "flag", "archive", "delete", "read", "unread" or "menu".</param>
    /// <param name="message">The row's message.</param>
    /// <param name="through">With Shift: all rows from the last ticked one.</param>
    [JSInvokable]
    public Task RowAsync(string act, string message, bool through)
    {
        if (!MessageUid.TryParse(message, out var uid)) return Task.CompletedTask;
        return ActAsync(() => act switch
        {
            "open" => State.Opened.OpenAsync(uid),
            "flag" => State.Acts.ToggleFlagAsync([uid]),
            "archive" => State.Acts.ArchiveAsync([uid]),
            "delete" => State.Acts.DeleteAsync([uid]),
            "read" => State.Acts.SetReadAsync([uid], true),
            "unread" => State.Acts.SetReadAsync([uid], false),
            "menu" => PointAsync(uid),
            _ => TickAsync(uid, through),
        });
    }

    /// <summary>"all" ticks, "back" returns to the list.</summary>
    [JSInvokable]
    public Task KeyAsync(string key) => ActAsync(() =>
    {
        if (key == "all") State.Picked.TickAll(whole: false);
        else State.Close();
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (half is not null)
            {
                await half.InvokeVoidAsync("detach");
                await half.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the tab is gone and its script with it
        }
        self?.Dispose();
        await closing.CancelAsync();
        closing.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (State is { Opened.Uid: { } opened, List.Window: { } window } && State.Opened.Message?.Uid == opened && ahead != opened)
        {
            ahead = opened;
            ReadBefore(window.Known(window.IndexOf(opened) + 1));
        }
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/mail-list.js");
        half = await module.InvokeAsync<IJSObjectReference>("attach", grid, self);
    }

    // off the tab's own thread: what is asked for goes first
    private void ReadBefore(MessageListItem? row)
    {
        if (row is null || State.List.FolderPath is not { } folder) return;
        var (session, cancel) = (State.Session, closing.Token);
        _ = Task.Run(() => Ahead.ReadAsync(session, folder, row, cancel), CancellationToken.None);
    }

    /// <summary>What fails here is shown by the page's boundary; a script would only hear of it and go on.</summary>
    private Task ActAsync(Func<Task> act) => InvokeAsync(async () =>
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private Task TickAsync(MessageUid uid, bool through)
    {
        State.Picked.Tick(uid, through);
        return Task.CompletedTask;
    }

    /// <summary>The menu of a row is for what is ticked when the row is, else for the row alone.</summary>
    private Task PointAsync(MessageUid uid)
    {
        pointed = State.Picked.IsTicked(uid) ? [.. State.Picked.Uids] : [uid];
        StateHasChanged();
        return Task.CompletedTask;
    }

    private bool IsFilter(string state) => State.List.Search is { Terms: [{ Field: SearchField.Is } term] } && string.Equals(term.Value, state, StringComparison.OrdinalIgnoreCase);

    private Task FilterAsync(string text)
    {
        Box.SetText(text);
        return State.SearchAsync(text);
    }

    /// <summary>Days are captions on the line between two rows, so that all rows keep one height.</summary>
    private string? DayAbove(MessageWindow window, int place, MessageListItem? item)
    {
        if (item is null || place == 0 || State.List.Sort.By != MessageSortField.Date || window.Known(place - 1) is not { } above) return null;
        var day = DayName(item.Received);
        return day == DayName(above.Received) ? null : day;
    }

    private string DayName(Instant received)
    {
        var date = received.InZone(Format.Zone).Date;
        var today = Format.Today;
        var days = Period.DaysBetween(date, today);
        if (days <= 0) return Texts["Day.Today"];
        if (days == 1) return Texts["Day.Yesterday"];
        var culture = CultureInfo.CurrentCulture;
        if (days < 7) return Capital(culture.DateTimeFormat.GetDayName((DayOfWeek)((int)date.DayOfWeek % 7)), culture);
        if (days < 14) return Texts["Day.LastWeek"];
        var month = culture.DateTimeFormat.GetMonthName(date.Month);
        return Capital(date.Year == today.Year ? month : $"{month} {date.Year.ToString(CultureInfo.InvariantCulture)}", culture);
    }

    private static string Capital(string word, CultureInfo culture) => word.Length == 0 ? word : char.ToUpper(word[0], culture) + word[1..];
}
